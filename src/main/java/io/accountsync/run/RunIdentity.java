package io.accountsync.run;

import io.accountsync.run.sync.RunMode;
import io.accountsync.run.sync.Sync;
import java.time.Instant;

/**
 * Which run it is, and what it was asked for.
 *
 * @param id as the state has it
 * @param isPlanning whether it ends before the first write
 * @param limit how many records it sends at most; 0 for all
 * @param startedAt when it began by this process's clock
 * @param begunAt when it began by the state's clock, in milliseconds since 1970
 */
public record RunIdentity(
        long id, Sync sync, RunMode mode, boolean isPlanning, long limit, Instant startedAt, long begunAt) {
    /** The same run, a later part of it. */
    RunIdentity begunAt(long later) {
        return new RunIdentity(id, sync, mode, isPlanning, limit, startedAt, later);
    }
}
