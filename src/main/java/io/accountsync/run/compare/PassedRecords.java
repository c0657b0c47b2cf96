package io.accountsync.run.compare;

import io.accountsync.run.Count;
import io.accountsync.run.RecordLine;
import io.accountsync.run.Run;
import io.accountsync.run.claims.RunClaims;
import io.accountsync.state.SyncedRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records that were rejected, and whose rows are back at what Salesforce has, or gone. */
final class PassedRecords {
    private PassedRecords() {}

    /** Tells the row log of them. */
    static void log(Run run, List<String> keys, Map<String, SyncedRecord> known) {
        if (run.outcomes().log().isKept()) {
            run.outcomes()
                    .log()
                    .add(keys.stream().map(key -> line(key, known.get(key))).toList());
        }
    }

    /** They are rejected no longer, but for those that are left to a stream. */
    static void remove(Run run, List<String> keys) {
        if (!keys.isEmpty()) {
            run.state().write(() -> {
                Set<String> others = new RunClaims(run).ofStreams(keys);
                run.state()
                        .rejected()
                        .remove(keys.stream()
                                .filter(key -> !others.contains(key))
                                .toList());
            });
        }
    }

    private static RecordLine line(String key, SyncedRecord known) {
        return known == null
                ? RecordLine.now(key, Count.TOMBSTONE.column(), null, null, null, null)
                : RecordLine.now(key, Count.UNCHANGED.column(), null, known.salesforceId(), known.fingerprint(), null);
    }
}
