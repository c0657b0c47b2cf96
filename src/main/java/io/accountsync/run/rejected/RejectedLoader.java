package io.accountsync.run.rejected;

import io.accountsync.mapping.Payload;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.ReferenceResolver;
import io.accountsync.run.compare.ReferenceResolver.Resolved;
import io.accountsync.run.gone.FlagChanges;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings rejected records of the state into a run's change set, unless the run read their rows. */
public final class RejectedLoader {
    private static final int PAGE = 500;

    private final Reading reading;
    private final Run run;
    private final boolean tombstonesCount;

    /** Null until it was asked: of most syncs none is rejected. */
    private Boolean isNone;

    /** Before the rows of a run are deduplicated. */
    public RejectedLoader(Reading reading) {
        this(reading, true);
    }

    /** @param tombstonesCount whether rows that say that their records are gone are to be counted still */
    RejectedLoader(Reading reading, boolean tombstonesCount) {
        this.reading = reading;
        this.run = reading.run();
        this.tombstonesCount = tombstonesCount;
    }

    /** Adds all of a class, which every run sends again. */
    public void addDue(String errorClass) {
        addAll(after -> run.state().rejected().retries().page(errorClass, after, PAGE), Set.of());
    }

    /** Adds those that were gone in Salesforce and are back, for a plan: a run has them among the ones that are due. */
    public void addForeseenBack() {
        add(reading.foreseenBack().due().stream()
                .filter(record -> !reading.hasPassed(record.key()))
                .toList());
    }

    /** Adds all that were rejected with a code, but for some, and says how many they were. */
    long addWithCode(String code, Set<String> without) {
        return addAll(after -> run.state().rejected().retries().pageOfCode(code, after, PAGE), without);
    }

    /**
     * Adds these, as far as the state has their payloads and the org has what they point to; says how many it added.
     */
    long add(List<RejectedRecord> records) {
        return addResolved(resolved(records));
    }

    /** The same; what still points to nothing has been tried once more, so that others have their turn next time. */
    void probe(List<RejectedRecord> records) {
        List<RejectedRecord> resolved = resolved(records);
        addResolved(resolved);
        Set<String> keys = resolved.stream().map(RejectedRecord::key).collect(Collectors.toSet());
        List<RejectedRecord> inVain = records.stream()
                .filter(record -> record.payload() != null && !keys.contains(record.key()))
                .toList();
        new KeptRejections(reading).add(inVain);
    }

    /** Those that can be sent, with the ids of the records that they point to. */
    private List<RejectedRecord> resolved(List<RejectedRecord> records) {
        List<RejectedRecord> resolved = new ArrayList<>();
        List<RejectedRecord> open = new ArrayList<>();
        for (RejectedRecord record : records) {
            if (record.payload() != null) {
                (ReferenceResolver.isAbout(record.code()) ? open : resolved).add(record);
            }
        }
        if (!open.isEmpty()) {
            List<Resolved> results = reading.references()
                    .resolve(open.stream()
                            .map(record -> Payload.of(record.payload()))
                            .toList());
            for (int i = 0; i < open.size(); i++) {
                if (results.get(i).reason() == null) {
                    resolved.add(with(open.get(i), results.get(i).payload()));
                }
            }
        }
        return resolved;
    }

    private boolean isFlag(RejectedRecord record) {
        return reading.mapper()
                .flag()
                .filter(flag -> Arrays.equals(flag.fingerprint(record.key()), record.fingerprint()))
                .isPresent();
    }

    private RejectedRecord with(RejectedRecord record, Payload payload) {
        return new RejectedRecord(
                record.key(),
                fingerprint(record, payload),
                payload.text(),
                record.parentKey(),
                record.errorClass(),
                record.code(),
                record.message(),
                record.fields(),
                record.externalId());
    }

    /** One that lacked fields of its row goes on lacking them, so that its fingerprint stays that of no whole row. */
    private byte[] fingerprint(RejectedRecord record, Payload payload) {
        boolean isWhole =
                Arrays.equals(record.fingerprint(), reading.mapper().fingerprint(Payload.of(record.payload())));
        return isWhole ? reading.mapper().fingerprint(payload) : record.fingerprint();
    }

    private long addResolved(List<RejectedRecord> all) {
        List<RejectedRecord> flags = all.stream().filter(this::isFlag).toList();
        List<RejectedRecord> records =
                all.stream().filter(record -> !flags.contains(record)).toList();
        return addFlags(flags) + addRows(records);
    }

    /** Once the org was asked for the records, since a flag creates none. */
    private long addFlags(List<RejectedRecord> flags) {
        if (flags.isEmpty()) {
            return 0;
        }
        List<Change> changes = new FlagChanges(reading).again(flags);
        if (tombstonesCount) {
            return reading.changes().addRetried(changes);
        }
        reading.changes().gone().flag(changes);
        return changes.size();
    }

    /** When rows and records were deduplicated, a record that is not among them has no row: it is not sent where that counts. */
    private List<RejectedRecord> withRows(List<RejectedRecord> records) {
        if (tombstonesCount || run.sync().mapping().gone().isIgnored()) {
            return records;
        }
        if (reading.absence().matters()) {
            return List.of();
        }
        Set<String> gone = reading.changes()
                .gone()
                .among(records.stream().map(RejectedRecord::key).toList());
        return records.stream().filter(record -> !gone.contains(record.key())).toList();
    }

    private long addRows(List<RejectedRecord> all) {
        List<RejectedRecord> records = withRows(all);
        if (records.isEmpty()) {
            return 0;
        }
        Map<String, SyncedRecord> known = run.state()
                .records()
                .find(records.stream().map(RejectedRecord::key).toList());
        return reading.changes()
                .addRetried(records.stream()
                        .map(record -> change(record, known.get(record.key())))
                        .toList());
    }

    private interface Pages {
        List<RejectedRecord> after(String key);
    }

    private long addAll(Pages pages, Set<String> without) {
        if (isNone == null) {
            isNone = run.state().rejected().isEmpty();
        }
        if (isNone) {
            return 0;
        }
        long added = 0;
        String after = "";
        List<RejectedRecord> page;
        do {
            page = pages.after(after);
            if (!page.isEmpty()) {
                after = page.get(page.size() - 1).key();
                added += add(page.stream()
                        .filter(record -> !reading.hasPassed(record.key()) && !without.contains(record.key()))
                        .toList());
            }
        } while (page.size() == PAGE);
        return added;
    }

    private Change change(RejectedRecord record, SyncedRecord known) {
        Payload payload = Payload.of(record.payload());
        return new Change(
                record.key(),
                0,
                0,
                record.fingerprint(),
                payload,
                reading.mapper().ownLookups().parentKey(payload, record.parentKey()),
                known == null ? null : known.salesforceId(),
                new Change.Rejection(record.code(), true),
                Change.Origin.RETRIED);
    }
}
