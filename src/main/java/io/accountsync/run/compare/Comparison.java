package io.accountsync.run.compare;

import io.accountsync.mapping.InvalidRowException;
import io.accountsync.mapping.MappedRecord;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.sync.RunMode;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.PlacedRow;
import io.accountsync.state.Change;
import io.accountsync.state.InvalidRow;
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

    /** Classes of parked records that every run tries again. */
    private static final Set<String> DUE = Set.of("retry", "later");

    private final Reading reading;
    private final Run run;
    private final boolean sendAll;
    private final boolean rejectedAreDue;
    private final long refreshedSince;
    private final MissingRows missing;
    private final boolean anyParked;
    private final List<Mapped> page = new ArrayList<>(PAGE);
    private final List<Invalid> invalid = new ArrayList<>();
    private long sequence;
    private boolean sawColumns;

    /** With the reason why it cannot be sent, or null. */
    private record Mapped(MappedRecord record, long sequence, Unresolved.Reason unresolved) {
        String key() {
            return record.key();
        }
    }

    /** With its place for people, where the place says more than the key does. */
    private record Invalid(InvalidIdentity identity, InvalidRow row, String told) {
        String key() {
            return row.key();
        }
    }

    public Comparison(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
        this.sendAll = run.mode() == RunMode.FULL_REFRESH;
        this.rejectedAreDue = sendAll || reading.mappingChanged();
        this.refreshedSince = sendAll ? beginRefresh(run) : 0;
        this.missing = reading.readsEverything() ? reading.lookForMissing() : null;
        this.anyParked = run.state().rejected().count() > 0;
    }

    /** Reads the source to its end, or until the run is stopped. */
    public void read(Iterator<Object> rows) {
        boolean toEnd = readAll(rows);
        if (toEnd) {
            reading.readToEnd();
        }
        if (toEnd && missing != null) {
            missing.count();
        }
    }

    /** Whether the source had no more rows; not when the run was stopped. */
    private boolean readAll(Iterator<Object> rows) {
        AbsentColumns absent = new AbsentColumns(run.sync().mapping());
        while (!run.isStopping() && rows.hasNext()) {
            Object row = rows.next();
            boolean isFirst = sequence == 0;
            if (isFirst) {
                run.progress().sawRow();
            }
            if (!sawColumns && row instanceof Map<?, ?> first) {
                RowColumns.require(run.sync().mapping(), first);
                sawColumns = true;
            }
            absent.see(row);
            sequence = reading.places().next(row);
            run.counts().add(Count.READ, 1);
            if (row instanceof MalformedRow malformed) {
                invalid.add(invalid(malformed));
            } else {
                map(columnsOf(row));
            }
            if (page.size() + invalid.size() >= PAGE) {
                comparePage();
            }
        }
        comparePage();
        absent.findings().forEach(finding -> run.findings().note(finding.text()));
        return !run.isStopping();
    }

    private void map(Map<String, Object> row) {
        try {
            MappedRecord record = reading.mapper().map(row);
            reading.seenCursors().see(record.cursor());
            page.add(new Mapped(record, sequence, null));
        } catch (InvalidRowException e) {
            invalid.add(invalid(row, e));
        }
    }

    private Invalid invalid(MalformedRow row) {
        InvalidIdentity identity = InvalidIdentity.of(row);
        return new Invalid(
                identity,
                new InvalidRow(
                        identity.key(), sequence, Long.MIN_VALUE, "MALFORMED_ROW", row.reason(), null, row.place()),
                row.place() + ": " + row.reason());
    }

    private Invalid invalid(Map<String, Object> row, InvalidRowException reason) {
        InvalidIdentity identity = InvalidIdentity.of(reading.mapper(), row);
        String place = reading.places().of(sequence);
        boolean isNamed = identity.hasKey() && !(row instanceof PlacedRow placed && placed.line() > 0);
        String told = (identity.hasKey() ? identity.written().text() : "a row without key")
                + (reason.field() == null ? "" : ", " + reason.field())
                + ": " + reason.getMessage()
                + (isNamed ? "" : " (" + place + ")");
        return new Invalid(
                identity,
                new InvalidRow(
                        identity.key(),
                        sequence,
                        reading.mapper().cursorIn(row),
                        reason.code(),
                        reason.getMessage(),
                        reason.field(),
                        place,
                        identity.written().externalId()),
                told);
    }

    private void comparePage() {
        List<String> keys = keysOfPage();
        Map<String, SyncedRecord> synced = run.state().records().find(keys);
        resolveReferences(synced);
        if (missing != null) {
            missing.see(synced.keySet());
            invalid.stream().filter(row -> !row.identity().hasKey()).forEach(row -> missing.seeWithoutKey());
        }
        Set<String> refreshed = sendAll
                ? run.state().records().confirmedSince(refreshedSince, List.copyOf(synced.keySet()))
                : synced.keySet();
        Map<String, RejectedRecord> parked = parkedAmong(keys);
        List<Change> changes = new ArrayList<>();
        List<Change> asleep = new ArrayList<>();
        List<Unresolved> unresolved = new ArrayList<>();
        List<String> mended = new ArrayList<>();
        for (Mapped mapped : page) {
            MappedRecord record = mapped.record();
            RejectedRecord refused = parked.get(record.key());
            SyncedRecord known = synced.get(record.key());
            if (mapped.unresolved() != null) {
                unresolved.add(new Unresolved(change(mapped, known, refused), mapped.unresolved()));
            } else if (refused != null
                    && Arrays.equals(refused.fingerprint(), record.fingerprint())
                    && !isDue(refused)) {
                asleep.add(change(mapped, known, refused));
            } else if (known != null
                    && refreshed.contains(record.key())
                    && Arrays.equals(known.fingerprint(), record.fingerprint())) {
                run.counts().add(Count.UNCHANGED, 1);
                reading.changes().unchanged(record.key(), record.cursor(), mapped.sequence());
                if (refused != null) {
                    // The row is back at what Salesforce has: nothing is wrong with it any more.
                    mended.add(record.key());
                }
            } else {
                changes.add(change(mapped, known, refused));
            }
        }
        run.counts()
                .add(
                        Count.DUPLICATE,
                        reading.changes().add(changes)
                                + reading.changes().addAsleep(asleep)
                                + reading.changes().addUnresolved(unresolved));
        note(parked, mended);
        page.clear();
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
            Mapped mapped = page.get(i);
            byte[] payload = resolved.get(i).payload();
            page.set(
                    i,
                    new Mapped(
                            mapped.record().with(payload, reading.mapper().fingerprint(payload)),
                            mapped.sequence(),
                            resolved.get(i).reason()));
        }
    }

    private byte[] payload(Mapped mapped, Map<String, SyncedRecord> synced) {
        byte[] payload = mapped.record().payload();
        SyncedRecord known = synced.get(mapped.key());
        return known == null || known.salesforceId() == null
                ? payload
                : reading.mapper().withoutOnCreateReferences(payload);
    }

    private List<String> keysOfPage() {
        List<String> keys = new ArrayList<>();
        page.forEach(mapped -> keys.add(mapped.key()));
        invalid.stream().map(Invalid::key).forEach(keys::add);
        return keys;
    }

    private Map<String, RejectedRecord> parkedAmong(List<String> keys) {
        return anyParked || !invalid.isEmpty() ? run.state().rejected().find(keys) : Map.of();
    }

    private boolean isDue(RejectedRecord refused) {
        return rejectedAreDue || DUE.contains(refused.errorClass());
    }

    private static Change change(Mapped mapped, SyncedRecord known, RejectedRecord refused) {
        MappedRecord record = mapped.record();
        return new Change(
                record.key(),
                mapped.sequence(),
                record.cursor(),
                record.fingerprint(),
                record.payload(),
                record.parentKey(),
                known == null ? null : known.salesforceId(),
                refusal(record, refused),
                Change.Origin.READ);
    }

    private static Change.Refusal refusal(MappedRecord record, RejectedRecord refused) {
        return refused == null
                ? null
                : new Change.Refusal(refused.code(), Arrays.equals(refused.fingerprint(), record.fingerprint()));
    }

    /** Stages rows that are invalid, so that they stay known, and lets go of those that are well again. */
    private void note(Map<String, RejectedRecord> parked, List<String> mended) {
        for (Invalid row : invalid) {
            RejectedRecord before = parked.get(row.key());
            boolean isNew = before == null || !before.code().equals(row.row().code());
            run.counts().add(Count.INVALID, 1);
            run.findings().invalid(row.row().code(), row.told(), isNew);
        }
        reading.changes().addInvalid(invalid.stream().map(Invalid::row).toList());
        if (!run.isPlanning() && !mended.isEmpty()) {
            run.state().write(() -> run.state().rejected().remove(mended));
        }
    }

    /** A full refresh that did not come to its end is carried on: what it confirmed is not sent twice. */
    private static long beginRefresh(Run run) {
        if (run.isPlanning()) {
            return run.state().refreshes().find().orElse(run.id());
        }
        long[] first = new long[1];
        run.state().write(() -> first[0] = run.state().refreshes().begin(run.id()));
        return first[0];
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> columnsOf(Object row) {
        return (Map<String, Object>) row;
    }
}
