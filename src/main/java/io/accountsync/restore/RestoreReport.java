package io.accountsync.restore;

import io.accountsync.restore.Restored.Way;
import io.accountsync.run.RunStatus;
import io.accountsync.salesforce.OrgIdentity;
import java.util.Map;

/**
 * How a restoration went.
 *
 * @param dryRun whether nothing was done
 * @param counts how many records by what became of them
 * @param message why it ended before its time, or null
 */
public record RestoreReport(
        String sync,
        RunStatus status,
        int exitCode,
        OrgIdentity org,
        String object,
        boolean dryRun,
        Map<Way, Long> counts,
        long apiCalls,
        String message) {

    public long count(Way way) {
        return counts.getOrDefault(way, 0L);
    }
}
