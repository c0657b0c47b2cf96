package io.accountsync.run.send;

import io.accountsync.run.RecordResult;
import io.accountsync.run.Run;
import io.accountsync.state.Change;
import io.accountsync.state.SourceVersions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which version of the cursor column a run sent of records, so that an event which a stream brings later is told from a newer one.
 * Kept of syncs that ever had a stream. Records that deferred wait for a later try, and have no version yet.
 */
final class CursorVersions {
    private final Run run;

    CursorVersions(Run run) {
        this.run = run;
    }

    /** Writes them; within the transaction of the results. */
    void keep(List<RecordResult> verdicts) {
        String cursor = run.sync().mapping().cursor();
        if (cursor == null || run.state().lease().isSession()) {
            return;
        }
        Map<String, Long> versions = new HashMap<>();
        for (RecordResult verdict : verdicts) {
            Change change = verdict.change();
            if (change.origin() == Change.Origin.READ
                    && (verdict.isConfirmed() || verdict.kind() == RecordResult.Kind.REJECTED)) {
                versions.put(change.key(), change.cursor());
            }
        }
        if (!versions.isEmpty() && run.state().sessions().wereThere()) {
            run.state().versions().keep(SourceVersions.ofCursor(cursor), versions);
        }
    }
}
