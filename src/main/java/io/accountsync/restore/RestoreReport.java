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
 * @param lookupsSet how many lookups were set, or would be, after their records were there
 * @param lookupsLeftOut how many restored records lack: each counts as a record that is not restored whole
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
        long lookupsSet,
        long lookupsLeftOut,
        long apiCalls,
        String message) {

    public long count(Way way) {
        return counts.getOrDefault(way, 0L);
    }
}
