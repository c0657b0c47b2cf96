package io.accountsync.run.steps;

import io.accountsync.run.Run;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.state.LeaseLostException;
import io.accountsync.state.ScheduleFires;
import io.accountsync.state.ScheduleFires.Fire;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that each time of a schedule is run once, by one of the processes that serve; the state says which of them were
 * taken. Safe for several threads.
 */
public final class FireTimes {
    /** How often a time is taken over from a process that ended without a word: what ends processes must not end all of them. */
    static final int MOST_TAKE_OVERS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(FireTimes.class);

    private final Engine engine;
    private final DoubtFollowUp doubts;

    /** What could not begin when it was due, by the route. */
    private final Map<String, Firing> missed = new ConcurrentHashMap<>();

    FireTimes(Engine engine) {
        this.engine = engine;
        this.doubts = new DoubtFollowUp(engine);
    }

    /** What could not begin at its time, by its route. */
    Map<String, Firing> missed() {
        return missed;
    }

    DoubtFollowUp doubts() {
        return doubts;
    }

    /**
     * Looks before anything is waited for.
     *
     * @throws FireTakenException when that time was taken, and its run has ended
     */
    void requireOpen(Firing firing) {
        if (next(firing, before(firing)).isEmpty()) {
            throw new FireTakenException(firing.sync());
        }
    }

    /** Whether nobody has taken that time yet. */
    boolean isOpen(Firing firing) {
        return firing.isDue(before(firing));
    }

    /**
     * Takes a time for a run that has its lease.
     *
     * @throws FireTakenException when somebody did before
     */
    void take(Firing firing) {
        Fire before = before(firing);
        Fire taken = next(firing, before).orElseThrow(() -> new FireTakenException(firing.sync()));
        if (firing.isDatedWrong(before)) {
            LOG.warn(
                    "The sync {} was begun for {}, which has not come: the clock of a machine that serves it is wrong.",
                    firing.sync(),
                    Instant.ofEpochMilli(before.takenUntil()));
        }
        if (!fires().take(before, taken)) {
            throw new FireTakenException(firing.sync());
        }
        missed.remove(firing.route());
        if (before != null && before.owed()) {
            LOG.info(
                    "The process of the last run of sync {} has ended or is suspended; this one carries on",
                    firing.sync());
        } else if (firing.again() && taken.takenUntil() == takenUntil(before)) {
            LOG.info("The sync {} runs once more, since records in doubt can be looked at now", firing.sync());
        }
    }

    /**
     * Takes a time for which nothing is run, since the sync is held back.
     *
     * @throws FireTakenException when somebody did before, and reports it
     */
    void takeUnused(Firing firing) {
        Fire before = before(firing);
        Optional<Fire> taken = next(firing, before);
        if (taken.isEmpty()
                || !fires().take(
                                before,
                                new Fire(
                                        firing.route(),
                                        firing.sync(),
                                        taken.get().takenUntil(),
                                        false,
                                        0))) {
            throw new FireTakenException(firing.sync());
        }
        missed.remove(firing.route());
    }

    /** It could not begin, for a reason that passes by itself. */
    void miss(Firing firing) {
        if (!firing.again() && !engine.runs().isEnding()) {
            missed.put(firing.route(), firing);
        }
    }

    /** Notes that a run has come to its own end, or that it ends with this process. Call it while the run has its lease. */
    void ended(Firing firing, Run run, RunReport report) {
        boolean cutShort = report.status() == RunStatus.STOPPED && engine.runs().isEnding();
        try {
            run.state().write(() -> {
                if (cutShort) {
                    fires().owe(firing.route());
                } else {
                    fires().conclude(firing.route());
                }
            });
        } catch (LeaseLostException e) {
            LOG.debug("whoever has the lease now took the time over");
        } catch (RuntimeException e) {
            LOG.warn(
                    "That the run {} of sync {} has ended could not be noted; it is begun once more. {}",
                    run.id(),
                    run.name(),
                    e.getMessage());
        }
    }

    /** Whether another process has begun, or is about to take over, what was due of a sync. */
    boolean goesOn(String sync) {
        return fires().find(sync)
                .filter(fire -> fire.owed() && fire.attempts() < MOST_TAKE_OVERS)
                .isPresent();
    }

    /** Until when times of a sync were taken; {@link Instant#EPOCH} before the first. */
    Instant takenUntil(String sync) {
        return Instant.ofEpochMilli(takenUntil(fires().find(sync).orElse(null)));
    }

    private static long takenUntil(Fire fire) {
        return fire == null ? 0 : fire.takenUntil();
    }

    /** What is known once that is taken; empty when there is nothing to run. Whether a run goes on, the lease says. */
    private Optional<Fire> next(Firing firing, Fire before) {
        long until = takenUntil(before);
        if (!firing.again() && firing.isDue(before)) {
            return Optional.of(taken(firing, firing.time(), 0));
        }
        if (before != null && before.owed()) {
            return Optional.of(taken(firing, until, before.attempts() + 1));
        }
        Firing late = missed.get(firing.route());
        if (firing.again() && late != null && late.isDue(before)) {
            return Optional.of(taken(firing, late.time(), 0));
        }
        return firing.again() && doubts.isDue(firing.sync()) ? Optional.of(taken(firing, until, 0)) : Optional.empty();
    }

    private static Fire taken(Firing firing, long until, int attempts) {
        return new Fire(firing.route(), firing.sync(), until, true, attempts);
    }

    private Fire before(Firing firing) {
        return fires().find(firing.route()).orElse(null);
    }

    ScheduleFires fires() {
        return new ScheduleFires(engine.database());
    }
}
