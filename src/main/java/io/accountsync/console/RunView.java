package io.accountsync.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.state.RunRecord;
import io.accountsync.state.SessionLog;
import java.time.Instant;
import java.util.Map;

/**
 * A run as the page shows it.
 *
 * @param endedAt null while it goes on, and for ever after a crash
 * @param goesOn whether a process is at it; one that has not ended and does not go on was cut off
 * @param message why it failed or stopped; only for whoever is signed in, since it can quote Salesforce
 */
record RunView(
        long runId,
        String sync,
        String mode,
        String status,
        Instant startedAt,
        Instant endedAt,
        boolean goesOn,
        Map<String, Long> counts,
        @JsonInclude(JsonInclude.Include.NON_NULL) String message) {

    static RunView of(RunRecord run, SessionLog sessions, boolean isSignedIn) {
        return new RunView(
                run.runId(),
                run.sync(),
                run.mode(),
                run.status(),
                Instant.ofEpochMilli(run.startedAt()),
                run.endedAt() == null ? null : Instant.ofEpochMilli(run.endedAt()),
                sessions.goesOn(run),
                run.counts(),
                isSignedIn ? run.message() : null);
    }
}
