package io.accountsync.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.state.HeldLease;
import io.accountsync.state.RunRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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

    /** @param lease of its sync, where somebody has it */
    static RunView of(RunRecord run, Optional<HeldLease> lease, boolean isSignedIn) {
        return new RunView(
                run.runId(),
                run.sync(),
                run.mode(),
                run.status(),
                Instant.ofEpochMilli(run.startedAt()),
                run.endedAt() == null ? null : Instant.ofEpochMilli(run.endedAt()),
                lease.filter(held -> held.isOf(run)).isPresent(),
                run.counts(),
                isSignedIn ? run.message() : null);
    }
}
