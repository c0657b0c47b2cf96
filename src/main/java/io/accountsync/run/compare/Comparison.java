package io.accountsync.run.compare;

import io.accountsync.mapping.MappedRecord;
import io.accountsync.mapping.Payload;
import io.accountsync.run.Count;
import io.accountsync.run.ReadAhead;
import io.accountsync.run.Run;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import io.accountsync.state.Unresolved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The compare phase: maps every row, looks up in pages what Salesforce confirmed, and leaves in the change set only what
 * differs. Nothing is sent.
 */
public final class Comparison {
    private static final int PAGE = 1000;

    private final Reading reading;
    private final Run run;
    private final boolean sendAll;
    private final long refreshedSince;
    private final MissingRows missing;
    private final RejectedBefore rejectedBefore;
    private final List<ComparedRow> page = new ArrayList<>(PAGE);
    private final TombstoneRows tombstones;
    private final List<ReadRow.Invalid> invalid = new ArrayList<>();
    private final RowsThatAreBack back;
    private final UnpassedValues unpassed;
    private final SameRows same;

    public Comparison(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
        this.sendAll = run.mode() == RunMode.FULL_REFRESH;
        this.refreshedSince = sendAll ? beginRefresh(run) : 0;
        this.missing = reading.readsEverything() ? reading.lookForMissing() : null;
        this.tombstones = new TombstoneRows(reading.mapper().flag());
        this.back = new RowsThatAreBack(reading);
        this.unpassed = new UnpassedValues(reading);
        this.rejectedBefore = new RejectedBefore(run, sendAll || reading.mappingChanged());
        this.same = new SameRows(reading, missing, back, sendAll || rejectedBefore.isAny());
    }

    /** Reads the source to its end, or until the run is stopped. */
    public void read(Iterator<Object> rows) {
        RowReader reader = reading.reader(rows);
        try (ReadAhead<ReadRow> mapped = ReadAhead.ofRows(reader, () -> {}, "mapped-rows", 1)) {
            compare(mapped);
        }
        reader.findings().forEach(finding -> run.findings().note(finding.text()));
        if (!run.isStopping()) {
            reading.readToEnd();
            if (missing != null) {
                missing.count();
            }
        }
    }

    /** Compares rows that were mapped, to their end or until the run is stopped. */
    public void compare(Iterator<ReadRow> rows) {
        while (!run.isStopping() && rows.hasNext()) {
            run.progress().sawRow();
            take(rows.next());
            if (page.size() + tombstones.size() + invalid.size() >= PAGE) {
                comparePage();
            }
        }
        comparePage();
    }

    private void take(ReadRow row) {
        run.counts().add(Count.READ, 1);
        if (row instanceof ReadRow.Mapped mapped) {
            reading.seenCursors().see(mapped.mapped().cursor());
            page.add(new ComparedRow(mapped.mapped(), mapped.number(), null));
        } else if (row instanceof ReadRow.Tombstone tombstone) {
            reading.seenCursors().see(tombstone.mapped().cursor());
            tombstones.add(tombstone);
        } else if (row instanceof ReadRow.Invalid unusable) {
            invalid.add(unusable);
            if (unusable.recordKey() == null) {
                reading.absence().sawUnreadableKey();
            }
        }
    }

    private void comparePage() {
        same.passFrom(page);
        if (page.size() + tombstones.size() + invalid.size() > 0) {
            compareRest();
        }
    }

    private void compareRest() {
        List<String> keys = keysOfPage();
        back.see(keys);
        keys.addAll(tombstones.keys());
        Map<String, SyncedRecord> synced =
                reading.foreseenBack().known(run.state().records().find(keys));
        resolveReferences(synced);
        if (missing != null) {
            missing.see(synced.keySet());
            missing.seeNew(keys.stream().filter(key -> !synced.containsKey(key)).toList());
            invalid.stream().filter(row -> !row.hasKey()).forEach(row -> missing.seeWithoutKey());
        }
        Set<String> refreshed = sendAll
                ? run.state().records().confirmedSince(refreshedSince, List.copyOf(synced.keySet()))
                : synced.keySet();
        Map<String, RejectedRecord> before =
                reading.foreseenBack().rejected(rejectedBefore.among(keys, !invalid.isEmpty()));
        page.replaceAll(row -> new ComparedRow(
                unpassed.fill(row.record(), before.get(row.key()), row.sequence()), row.sequence(), row.unresolved()));
        invalid.addAll(unpassed.takeLost());
        List<Change> changes = new ArrayList<>();
        List<Change> stillRejected = new ArrayList<>();
        List<Unresolved> unresolved = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        for (ComparedRow mapped : page) {
            MappedRecord record = mapped.record();
            RejectedRecord rejected = before.get(record.key());
            SyncedRecord known = synced.get(record.key());
            if (mapped.unresolved() != null) {
                unresolved.add(new Unresolved(change(mapped, known, rejected), mapped.unresolved()));
            } else if (isRejectedAsItIs(record, rejected) && !rejectedBefore.isDue(rejected)) {
                stillRejected.add(change(mapped, known, rejected));
            } else if (known != null
                    && refreshed.contains(record.key())
                    && !(run.isPlanning() && reading.wasFoundLost(record.key()))
                    && Arrays.equals(known.fingerprint(), record.fingerprint())
                    && !isRejectedAsItIs(record, rejected)) {
                same.pass(mapped);
                if (rejected != null) {
                    // The row is back at what Salesforce has: nothing is wrong with it any more.
                    passed.add(record.key());
                }
            } else {
                changes.add(change(mapped, known, rejected));
            }
        }
        run.counts()
                .add(
                        Count.DUPLICATE,
                        reading.changes().add(changes)
                                + reading.changes().addRejected(stillRejected)
                                + reading.changes().addUnresolved(unresolved)
                                + reading.changes().gone().addTombstones(tombstones.changes(synced)));
        passed.addAll(tombstones.supersede(before));
        PassedRecords.log(run, passed, synced);
        note(before, passed);
        page.clear();
        tombstones.clear();
        invalid.clear();
    }

    /** Before anything is compared, so that another record behind the same value is a change. */
    private void resolveReferences(Map<String, SyncedRecord> synced) {
        if (!reading.references().isNeeded() || page.isEmpty()) {
            return;
        }
        List<ReferenceResolver.Resolved> resolved = reading.references()
                .resolve(page.stream().map(mapped -> payload(mapped, synced)).toList());
        for (int i = 0; i < page.size(); i++) {
            ComparedRow mapped = page.get(i);
            Payload payload = resolved.get(i).payload();
            page.set(
                    i,
                    new ComparedRow(
                            mapped.record().with(payload, reading.mapper()),
                            mapped.sequence(),
                            resolved.get(i).reason()));
        }
    }

    private Payload payload(ComparedRow mapped, Map<String, SyncedRecord> synced) {
        Payload payload = mapped.record().payload();
        SyncedRecord known = synced.get(mapped.key());
        return known == null || known.salesforceId() == null
                ? payload
                : reading.mapper().withoutOnCreateReferences(payload);
    }

    private List<String> keysOfPage() {
        List<String> keys = new ArrayList<>(PAGE);
        page.forEach(mapped -> keys.add(mapped.key()));
        invalid.forEach(row -> keys.add(row.row().key()));
        return keys;
    }

    /** Also of one that Salesforce had confirmed before, as when a full refresh sent it again: what it has now is not known. */
    private static boolean isRejectedAsItIs(MappedRecord record, RejectedRecord rejected) {
        return rejected != null && Arrays.equals(rejected.fingerprint(), record.fingerprint());
    }

    private Change change(ComparedRow mapped, SyncedRecord known, RejectedRecord rejected) {
        MappedRecord record = mapped.record();
        return new Change(
                record.key(),
                mapped.sequence(),
                record.cursor(),
                record.fingerprint(),
                record.payload(),
                record.parentKey(),
                known == null ? null : known.salesforceId(),
                rejection(record, rejected),
                Change.Origin.READ);
    }

    private Change.Rejection rejection(MappedRecord record, RejectedRecord rejected) {
        return rejected == null
                ? null
                : new Change.Rejection(
                        rejected.code(), isRejectedAsItIs(record, rejected) && !reading.wasFoundLost(record.key()));
    }

    /** Stages rows that are invalid, so that they stay known, and lets go of those that are well again. */
    private void note(Map<String, RejectedRecord> before, List<String> passed) {
        for (ReadRow.Invalid row : invalid) {
            RejectedRecord known = before.get(row.row().key());
            boolean isNew = known == null || !known.code().equals(row.row().code());
            run.counts().add(Count.INVALID, 1);
            run.findings().invalid(row.row().code(), row.text(), isNew);
        }
        reading.changes().addInvalid(invalid.stream().map(ReadRow.Invalid::row).toList());
        if (run.isPlanning()) {
            reading.passed(passed);
        } else {
            PassedRecords.remove(run, passed);
        }
    }

    /** A full refresh that did not complete is carried on: what it confirmed is not sent twice. */
    private static long beginRefresh(Run run) {
        if (run.isPlanning()) {
            return run.state().refreshes().find().orElse(run.id());
        }
        long[] first = new long[1];
        run.state().write(() -> first[0] = run.state().refreshes().begin(run.id()));
        return first[0];
    }
}
