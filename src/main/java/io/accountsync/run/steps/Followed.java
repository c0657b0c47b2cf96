package io.accountsync.run.steps;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.sync.Schedule;
import io.accountsync.state.RunLog;
import io.accountsync.state.RunRecord;
import io.accountsync.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The syncs that others follow: whether one of them is to be waited for, and whether it ended so that others can follow. */
final class Followed {
    private static final Logger LOG = LoggerFactory.getLogger(Followed.class);

    /** How late a schedule may be, on a machine that is busy. */
    private static final Duration LATENESS = Duration.ofSeconds(30);

    /** Quartz begins with what was due in the second before its start. */
    private static final Duration OF_QUARTZ = Duration.ofSeconds(1);

    private static final Set<RunStatus> GOOD = EnumSet.of(RunStatus.SUCCEEDED, RunStatus.PARTIAL);

    private final Engine engine;
    private final Turns turns = new Turns();
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();
    private final Map<String, RunReport> notBegun = new ConcurrentHashMap<>();

    Followed(Engine engine) {
        this.engine = engine;
    }

    Turns turns() {
        return turns;
    }

    /**
     * Waits for the turn of a sync that runs on its schedule or among others.
     *
     * @throws RunStoppedException when one that it follows did not end well, or the process ends
     */
    Turns.Turn take(Exchange exchange, String sync) {
        List<String> followed =
                engine.syncs().order().followedBy(engine.syncs().get(sync).name());
        begun.put(sync, engine.clock().instant());
        boolean scheduled = exchange.getFromEndpoint() != null
                && exchange.getFromEndpoint().getEndpointUri().startsWith("quartz");
        int most = Settings.of(engine.context()).wholeNumber("sync.parallel-syncs", 1, 64);
        Turns.Turn turn = turns.take(
                sync, followed, most, name -> scheduled && (isDue(name) || isElsewhere(name)), engine.runs()::isEnding);
        try {
            followed.forEach(name -> requireGood(sync, name));
        } catch (RuntimeException e) {
            turn.close();
            throw e;
        }
        return turn;
    }

    /** It did not begin, since another process has its time: whether that one has taken it yet, the state says. */
    void didNotBegin(String sync) {
        begun.remove(sync);
    }

    /** Notes a report; one of a run that did not begin is not in the state. */
    void ended(RunReport report) {
        if (report.runId() == null) {
            notBegun.put(report.sync(), report);
        } else {
            notBegun.remove(report.sync());
        }
    }

    /** Whether its schedule has come and the run has not begun yet, since Quartz starts those of one time in any order. */
    private boolean isDue(String sync) {
        Instant now = engine.clock().instant();
        Instant from = Stream.of(
                        now.minus(LATENESS),
                        engine.startedAt().minus(OF_QUARTZ),
                        begun.getOrDefault(sync, Instant.MIN),
                        takenUntil(sync))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return engine.syncs()
                .schedule(sync)
                .flatMap(schedule -> nextOf(schedule, from))
                .filter(time -> !time.isAfter(now))
                .isPresent();
    }

    /** Whether another process has begun it, or is to take over what one began that has ended. */
    private boolean isElsewhere(String sync) {
        try {
            return engine.syncs().schedule(sync).isPresent()
                    && engine.fireTimes().goesOn(sync);
        } catch (StateException e) {
            LOG.debug("Whether {} runs elsewhere could not be read", sync, e);
            return false;
        }
    }

    private Instant takenUntil(String sync) {
        try {
            return engine.fireTimes().takenUntil(sync);
        } catch (StateException e) {
            return Instant.MIN;
        }
    }

    private static Optional<Instant> nextOf(Schedule schedule, Instant after) {
        return schedule.next(after).map(time -> time.toInstant());
    }

    private void requireGood(String sync, String followed) {
        Optional<RunRecord> last = new RunLog(engine.database()).lastRun(followed);
        RunReport refused = notBegun.get(followed);
        boolean began = refused == null
                || last.isPresent()
                        && last.get().startedAt() > refused.endedAt().toEpochMilli();
        String reason;
        if (!began) {
            reason = "which did not begin: " + refused.message();
        } else if (last.isEmpty()) {
            reason = "which has not run yet";
        } else if (GOOD.stream()
                .noneMatch(status -> status.name().equals(last.get().status()))) {
            reason = "whose run " + last.get().runId() + " "
                    + (last.get().endedAt() == null
                            ? "has not ended"
                            : "ended " + last.get().status());
        } else {
            return;
        }
        throw new RunStoppedException(
                Sentence.closed(sync + " was held back, since it follows " + followed + ", " + reason)
                        + " It runs again after a run of " + followed + " has completed; "
                        + ProposedCommand.of("run", sync) + " runs it in spite of that.");
    }
}
