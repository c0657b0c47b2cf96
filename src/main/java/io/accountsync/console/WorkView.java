package io.accountsync.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.state.HeldLease;
import io.accountsync.state.RunRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * What goes on with a sync now, in whatever process of the same state: a run, a plan or another command that has its lease.
 *
 * @param mode of the run, as the run log has it; null while it has only just begun
 * @param runId null with it
 * @param since null where a wrong clock dated it
 * @param process only for whoever is signed in, since it names a host
 */
record WorkView(String mode, Long runId, Instant since, @JsonInclude(JsonInclude.Include.NON_NULL) String process) {
    /** @param last the run that began last; empty before the first */
    static WorkView of(HeldLease lease, Optional<RunRecord> last, boolean isSignedIn) {
        Optional<RunRecord> own = last.filter(lease::isOf);
        return new WorkView(
                own.map(RunRecord::mode).orElse(null),
                own.map(RunRecord::runId).orElse(null),
                lease.since(),
                isSignedIn ? lease.process() : null);
    }
}
