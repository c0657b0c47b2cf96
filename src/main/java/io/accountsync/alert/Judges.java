package io.accountsync.alert;

import io.accountsync.cdc.LostChanges;
import io.accountsync.cdc.PostgresChangesEndpoint;
import io.accountsync.config.Settings;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.steps.Engine;
import io.accountsync.state.AlertStates;
import io.accountsync.state.RunLog;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;

/**
 * Has all conditions judged that there is something new to know of, and writes it into the state.
 *
 * @throws io.accountsync.state.StateException from each method when the state cannot be read or written
 */
record Judges(CamelContext context, Engine engine, Clock clock) {
    /**
     * What the end of a run tells.
     *
     * @param wasOutOfReach whether the state was out of reach before, which is reported by itself
     */
    void ended(RunReport report, boolean wasOutOfReach) {
        endUnwatched();
        AlertSettings settings = settings(report.sync());
        boolean couldNotBegin = wasOutOfReach && report.runId() == null;
        if (!couldNotBegin && !isNobodysTrouble(report)) {
            take(new RunJudge(settings, states()).judge(report));
        }
        take(clockJudge().judge(report.sync(), settings));
        if (report.org() != null) {
            take(clockJudge().judgeCalls(report.org().id(), settings(null)));
        }
    }

    /** What grows bad by the clock, of all syncs. */
    void byClock() {
        endUnwatched();
        for (String sync : engine.syncNames()) {
            take(clockJudge().judge(sync, settings(sync)));
        }
        take(clockJudge().judgeLogin(settings(null)));
        take(new ChangesJudge(context, this::hasLost).judge());
    }

    private boolean hasLost(PostgresChangesEndpoint changes) {
        return LostChanges.areOpen(
                engine.database(),
                changes.getSlot(),
                changes.getSync() == null ? engine.syncNames() : List.of(changes.getSync()));
    }

    /** Writes judgements into the state. */
    void take(List<Judgement> judgements) {
        AlertBook book = new AlertBook(states(), clock);
        judgements.forEach(book::take);
    }

    /** Before all others, to whom a condition without limits is well. */
    private void endUnwatched() {
        take(new Unwatched(Settings.of(context), engine.syncNames()).among(states().all()));
    }

    /**
     * Whether a run is stopped since the process was told to end, and the next run carries on; or since another run has the sync,
     * whose end is what counts: one that goes on, or that took over while this process stood still.
     */
    private boolean isNobodysTrouble(RunReport report) {
        if (report.status() != RunStatus.STOPPED) {
            return false;
        }
        boolean isTaken = new RunLog(engine.database())
                .latest(report.sync(), 1).stream()
                        .anyMatch(latest -> report.runId() == null
                                ? latest.endedAt() == null
                                : latest.runId() > report.runId() && RunLog.isRun(latest.mode()));
        return isTaken || engine.runs().isEnding();
    }

    private ClockJudge clockJudge() {
        return new ClockJudge(context, engine, states(), clock);
    }

    private AlertStates states() {
        return new AlertStates(engine.database());
    }

    private AlertSettings settings(String sync) {
        Settings all = Settings.of(context);
        return AlertSettings.of(sync == null ? all : all.forSync(sync));
    }
}
