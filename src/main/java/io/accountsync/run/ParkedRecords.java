package io.accountsync.run;

import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Brings rejected records of the state into a run's change set, unless the run read their rows. */
final class ParkedRecords {
    private static final int PAGE = 500;

    private final Run run;

    ParkedRecords(Run run) {
        this.run = run;
    }

    /** Adds all of a class, which are due in every run. */
    void addDue(String errorClass) {
        addAll(after -> run.state().rejected().page(errorClass, after, PAGE));
    }

    /** Adds all that were refused with a code, and says how many they were. */
    long addWithCode(String code) {
        return addAll(after -> run.state().rejected().pageOfCode(code, after, PAGE));
    }

    /** Adds these, as far as the state has their payloads; says how many it added. */
    long add(List<RejectedRecord> records) {
        Map<String, SyncedRecord> known = run.state()
                .records()
                .find(records.stream().map(RejectedRecord::key).toList());
        return run.changes()
                .addParked(records.stream()
                        .filter(record -> record.payload() != null)
                        .map(record -> change(record, known.get(record.key())))
                        .toList());
    }

    private interface Pages {
        List<RejectedRecord> after(String key);
    }

    private long addAll(Pages pages) {
        long added = 0;
        String after = "";
        List<RejectedRecord> page;
        do {
            page = pages.after(after);
            if (!page.isEmpty()) {
                after = page.get(page.size() - 1).key();
                added += add(page);
            }
        } while (page.size() == PAGE);
        return added;
    }

    private static Change change(RejectedRecord record, SyncedRecord known) {
        return new Change(
                record.key(),
                0,
                0,
                record.fingerprint(),
                record.payload().getBytes(StandardCharsets.UTF_8),
                record.parentKey(),
                known == null ? null : known.salesforceId(),
                new Change.Refusal(record.code(), true),
                Change.Origin.PARKED);
    }
}
