package io.accountsync.run.lost;

import io.accountsync.run.Count;
import io.accountsync.run.RecordLine;
import io.accountsync.run.Run;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import java.util.List;
import java.util.Map;

/** The lines of the row log for records that are gone in Salesforce, or back. */
final class LostLines {
    private LostLines() {}

    /** @param replaced the ids of records that others survived, by key */
    static void lost(
            Run run, List<RejectedRecord> rejected, Map<String, SyncedRecord> known, Map<String, String> replaced) {
        if (run.outcomes().log().isKept()) {
            run.outcomes()
                    .log()
                    .add(rejected.stream()
                            .map(record -> RecordLine.of(
                                    record, id(record.key(), known.get(record.key()), replaced), null, null))
                            .toList());
        }
    }

    private static String id(String key, SyncedRecord known, Map<String, String> replaced) {
        String before = known == null ? null : known.salesforceId();
        return replaced.getOrDefault(key, before);
    }

    static void returned(Run run, List<SyncedRecord> records) {
        if (run.outcomes().log().isKept()) {
            run.outcomes().log().add(records.stream().map(LostLines::unchanged).toList());
        }
    }

    private static RecordLine unchanged(SyncedRecord record) {
        return RecordLine.now(
                record.key(), Count.UNCHANGED.column(), null, record.salesforceId(), record.fingerprint(), null);
    }
}
