package io.accountsync.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.run.HeldBackException;
import io.accountsync.run.stream.PausedStream;
import io.accountsync.run.stream.StreamSteps;
import io.accountsync.state.Plans;
import io.accountsync.state.RunRecord;
import io.accountsync.state.SessionLog;
import io.accountsync.state.StateDatabase;
import java.time.Instant;
import java.util.Optional;

/**
 * The stream of a sync as the page shows it: its last session, of whatever process.
 *
 * @param runId of the session
 * @param since when it began, or ended
 * @param goesOn whether a process is at it
 * @param rows that it took
 * @param paused whether it was stopped by what a person may have to look at
 * @param reason for that; only for whoever is signed in, since it can quote Salesforce
 */
record StreamView(
        long runId,
        Instant since,
        boolean goesOn,
        long rows,
        boolean paused,
        @JsonInclude(JsonInclude.Include.NON_NULL) String reason) {

    /** Empty where rows never came by a stream. */
    static Optional<StreamView> of(StateDatabase database, String sync, ConsoleProcess process, boolean isSignedIn) {
        SessionLog sessions = new SessionLog(database);
        Optional<String> reason = new Plans(database, sync)
                .holdingStream()
                .map(plan -> HeldBackException.reason(sync, plan))
                .or(() -> reason(sync, process));
        return sessions.last(sync).map(session -> {
            boolean isPaused = reason.isPresent() || hasFailed(session);
            return new StreamView(
                    session.runId(),
                    Instant.ofEpochMilli(session.endedAt() == null ? session.startedAt() : session.endedAt()),
                    sessions.goesOn(session),
                    session.counts().get("rows_read"),
                    isPaused,
                    isSignedIn && isPaused ? reason.orElse(session.message()) : null);
        });
    }

    private static boolean hasFailed(RunRecord session) {
        return session.endedAt() != null
                && !session.status().equals("SUCCEEDED")
                && !session.status().equals("PARTIAL");
    }

    /** Why it is paused in this process. */
    private static Optional<String> reason(String sync, ConsoleProcess process) {
        return process.knownSyncs()
                .map(engine -> engine.context().getRegistry().lookupByNameAndType(StreamSteps.BEAN, StreamSteps.class))
                .map(steps -> steps.streams().paused().get(sync))
                .map(PausedStream::reason);
    }
}
