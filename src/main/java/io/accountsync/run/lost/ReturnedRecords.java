package io.accountsync.run.lost;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncState;
import io.accountsync.state.SyncedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which of the records that are rejected since they were gone in Salesforce are there again, as after an undelete. They
 * are known again as they were; what was to be sent of them meanwhile is due.
 */
final class ReturnedRecords {
    private static final int PAGE = 1000;

    /** For so long somebody can bring a record back; Salesforce's own support among them. */
    private static final Duration MAY_COME_BACK = Duration.ofDays(31);

    private final Reading reading;
    private final Run run;
    private final SyncState state;
    private final Fates fates;

    ReturnedRecords(Reading reading, Fates fates) {
        this.reading = reading;
        this.run = reading.run();
        this.state = run.state();
        this.fates = fates;
    }

    private interface Use {
        /** @param ids of the records by key, those that are not back among them */
        void take(List<String> back, Map<String, String> ids);
    }

    /**
     * Looks, and writes to the state what it finds.
     *
     * @throws OrgFailedException when the org cannot be asked
     * @throws RunStoppedException when no call may be made now
     */
    void look() {
        forEachPage(this::returned);
    }

    /**
     * Looks for a plan, and writes nothing: the comparison takes them as a run leaves them.
     *
     * @throws OrgFailedException when the org cannot be asked
     * @throws RunStoppedException when no call may be made now
     */
    void foresee() {
        forEachPage((back, ids) -> {
            Set<String> asConfirmed = state.rejected().retries().withNothingToSend(back);
            state.rejected().find(back).forEach((key, record) -> {
                if (asConfirmed.contains(key)) {
                    reading.foreseenBack().asConfirmed(new SyncedRecord(key, record.fingerprint(), ids.get(key)));
                } else {
                    reading.foreseenBack().due(record);
                }
            });
        });
    }

    private void forEachPage(Use use) {
        long since = state.now() - MAY_COME_BACK.toMillis();
        String after = "";
        Map<String, String> page = state.lost().goneIds(after, since, PAGE);
        while (!page.isEmpty()) {
            Map<String, Fate> byId = fates.of(page.values());
            List<String> back = page.entrySet().stream()
                    .filter(entry -> byId.get(entry.getValue()).alive())
                    .map(Map.Entry::getKey)
                    .toList();
            if (!back.isEmpty()) {
                use.take(back, page);
            }
            after = List.copyOf(page.keySet()).get(page.size() - 1);
            page = state.lost().goneIds(after, since, PAGE);
        }
    }

    private void returned(List<String> keys, Map<String, String> ids) {
        List<SyncedRecord> asBefore = new ArrayList<>();
        List<String> due = new ArrayList<>();
        Set<String> asConfirmed = state.rejected().retries().withNothingToSend(keys);
        Map<String, RejectedRecord> rejected = state.rejected().find(keys);
        rejected.forEach((key, record) -> {
            if (asConfirmed.contains(key)) {
                asBefore.add(new SyncedRecord(key, record.fingerprint(), ids.get(key)));
            } else {
                // Also where its payload is not kept: then a run reads its row.
                due.add(key);
            }
        });
        NotOfStreams ours = new NotOfStreams(run);
        state.write(() -> {
            ours.among(keys);
            List<SyncedRecord> again = ours.of(asBefore, SyncedRecord::key);
            state.records().knownAgain(again);
            state.rejected().remove(again.stream().map(SyncedRecord::key).toList());
            state.rejected().retries().retry(ours.of(due, key -> key));
        });
        LostLines.returned(run, ours.of(asBefore, SyncedRecord::key));
        note(ours.of(keys, key -> key), rejected);
    }

    private void note(List<String> keys, Map<String, RejectedRecord> rejected) {
        if (keys.isEmpty()) {
            return;
        }
        run.findings()
                .note(Quantity.of(
                                keys.size(),
                                "record that was gone in Salesforce is back: ",
                                "records that were gone in Salesforce are back, such as ")
                        + written(keys.get(0), rejected).text());
    }

    private static WrittenKey written(String key, Map<String, RejectedRecord> rejected) {
        return new WrittenKey(key, rejected.containsKey(key) ? rejected.get(key).externalId() : null);
    }
}
