package io.accountsync.run.steps;

import io.accountsync.run.sync.Sync;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.RunLog;
import java.time.Instant;

/**
 * Whether a sync is to run outside its schedule: records of it are in doubt, that can end by now, no run has begun since, and the
 * next time of the schedule is far.
 */
final class DoubtFollowUp {
    /** So much later than the doubt's end a run begins after it by any look at the clock. */
    private static final long MARGIN_MILLIS = 1000;

    private final Engine engine;

    DoubtFollowUp(Engine engine) {
        this.engine = engine;
    }

    boolean isDue(String name) {
        Sync sync = engine.syncs().get(name);
        Instant now = engine.clock().instant();
        boolean isSoon = engine.syncs()
                .schedule(name)
                .flatMap(schedule -> schedule.next(now))
                .filter(next -> next.toInstant()
                        .isBefore(now.plus(sync.settings().calls().doubtTime())))
                .isPresent();
        return !isSoon
                && sync.settings().blackout().endingAfter(now).isEmpty()
                && new DoubtfulRecords(engine.database(), name).awaitRun(new RunLog(engine.database()), MARGIN_MILLIS);
    }
}
