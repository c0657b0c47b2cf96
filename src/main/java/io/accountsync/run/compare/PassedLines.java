package io.accountsync.run.compare;

import io.accountsync.run.Count;
import io.accountsync.run.RecordLine;
import io.accountsync.run.Run;
import io.accountsync.state.SyncedRecord;
import java.util.List;
import java.util.Map;

/** The lines of the row log for records that were rejected, and whose rows are back at what Salesforce has, or gone. */
final class PassedLines {
    private PassedLines() {}

    static void log(Run run, List<String> keys, Map<String, SyncedRecord> known) {
        if (run.outcomes().log().isKept()) {
            run.outcomes()
                    .log()
                    .add(keys.stream().map(key -> line(key, known.get(key))).toList());
        }
    }

    private static RecordLine line(String key, SyncedRecord known) {
        return known == null
                ? RecordLine.now(key, Count.TOMBSTONE.column(), null, null, null, null)
                : RecordLine.now(key, Count.UNCHANGED.column(), null, known.salesforceId(), known.fingerprint(), null);
    }
}
