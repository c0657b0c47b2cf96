package io.accountsync.plan;

import io.accountsync.run.Run;
import io.accountsync.run.SendingPath;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.state.RunLog;
import io.accountsync.state.RunRecord;

/**
 * How long a run would send, by the pace of the latest run that sent enough to say something of it.
 *
 * @param seconds of sending
 * @param text how that is known, in words
 */
record PlanPace(long seconds, String text) {
    /** The best rate that was published for Accounts in an org with triggers, and what we go by before the first run. */
    private static final long RECORDS_A_SECOND = 800;

    /** Runs of fewer records say nothing of the pace. */
    private static final long ENOUGH_RECORDS = 1000;

    private static final int RUNS_TO_LOOK_AT = 50;

    /** What a call with few records takes; a guess, on the side of too much. */
    private static final long CALLS_A_SECOND = 4;

    private static final long RECORDS_A_CALL = 200;

    /** Of what the run would send. */
    static PlanPace of(Run run, SendingPath path) {
        PlanPace pace = ofRecords(run);
        // More calls than the records fill: steps that wait for one another.
        long steps = path.api() == ApiPath.COLLECTIONS ? path.calls() - path.records() / RECORDS_A_CALL : 0;
        return steps / CALLS_A_SECOND > pace.seconds()
                ? new PlanPace(
                        steps / CALLS_A_SECOND,
                        "at " + CALLS_A_SECOND + " calls a second, since most wait for one another")
                : pace;
    }

    private static PlanPace ofRecords(Run run) {
        long records = run.progress().toSend();
        return run.state().runs().latest(run.name(), RUNS_TO_LOOK_AT).stream()
                .filter(last -> RunLog.isRun(last.mode()) && last.endedAt() != null && sent(last) >= ENOUGH_RECORDS)
                .findFirst()
                .map(last -> new PlanPace(
                        records * (last.endedAt() - last.startedAt()) / (sent(last) * 1000),
                        "at the pace of run " + last.runId()))
                .orElse(new PlanPace(
                        records / RECORDS_A_SECOND,
                        "at " + RECORDS_A_SECOND + " records a second, a good pace for an org with triggers"));
    }

    private static long sent(RunRecord run) {
        return run.counts().get("created") + run.counts().get("updated");
    }
}
