package io.accountsync.run.claims;

import io.accountsync.run.Run;
import io.accountsync.state.SourceVersions;
import io.accountsync.state.SyncState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Of which records a run wrote what it read, where the source says which changes it has seen: a stream that is behind leaves these changes
 * out. Nothing is kept where no stream reads that source's log.
 */
public final class ReadRecords {
    private ReadRecords() {}

    /** Keeps them, as sent, rejected, deferred or deleted. Call it within {@link SyncState#write}, with what is written of them. */
    public static void keep(Run run, Collection<String> keys) {
        SyncState state = run.state();
        if (keys.isEmpty()
                || state.lease().isSession()
                || !state.sessions().snapshots().has(run.id())) {
            return;
        }
        Map<String, Long> versions = new HashMap<>();
        keys.forEach(key -> versions.put(key, run.id()));
        state.versions().keep(SourceVersions.RUN, versions);
    }
}
