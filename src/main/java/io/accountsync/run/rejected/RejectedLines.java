package io.accountsync.run.rejected;

import io.accountsync.run.RecordLine;
import io.accountsync.run.Run;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import java.util.List;
import java.util.Map;

/** The lines of the row log for records that are rejected for another reason than before, and that no row was read of. */
final class RejectedLines {
    private RejectedLines() {}

    static void log(Run run, List<RejectedRecord> records) {
        if (!run.outcomes().log().isKept() || records.isEmpty()) {
            return;
        }
        Map<String, SyncedRecord> known = run.state()
                .records()
                .find(records.stream().map(RejectedRecord::key).toList());
        run.outcomes()
                .log()
                .add(records.stream()
                        .map(record -> RecordLine.of(record, id(known.get(record.key())), null, null))
                        .toList());
    }

    private static String id(SyncedRecord known) {
        return known == null ? null : known.salesforceId();
    }
}
