package io.accountsync.run.stream;

import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.SourceRoute;
import io.accountsync.run.sync.Sync;
import io.accountsync.state.OpenRecords;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.StateException;
import java.time.Duration;

/**
 * Whether a session is to begin though no rows come: what a late call may have overwritten, and what was deferred, would otherwise wait
 * for the next row. What a schedule runs is left to its runs. For one thread.
 */
final class IdleCare {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Engine engine;
    private final Sync sync;
    private final boolean isScheduled;
    private long next = System.nanoTime();

    IdleCare(Engine engine, Sync sync) {
        this.engine = engine;
        this.sync = sync;
        this.isScheduled = engine.syncs().schedule(sync.name()).isPresent();
    }

    /** Asked again and again; looks at the state every few seconds. */
    boolean isDue() {
        if (isScheduled || System.nanoTime() - next < 0) {
            return false;
        }
        next = System.nanoTime() + BETWEEN_LOOKS.toNanos();
        try {
            return isAllowed() && (DueDoubts.areDue(engine.database(), sync.name()) || areDeferred());
        } catch (StateException e) {
            // Rows that come find the same, and whoever hands them over hears of it.
            return false;
        }
    }

    private boolean isAllowed() {
        return sync.settings().blackout().endingAfter(engine.clock().instant()).isEmpty();
    }

    private boolean areDeferred() {
        StateDatabase database = engine.database();
        return !SourceRoute.exists(engine.context(), sync.name())
                && OpenRecords.of(database, sync.name()).deferred() > 0;
    }
}
