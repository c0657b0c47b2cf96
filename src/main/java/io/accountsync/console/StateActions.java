package io.accountsync.console;

import io.accountsync.config.Quantity;
import io.accountsync.state.Plan;
import io.accountsync.state.Plans;
import io.accountsync.state.RejectedRecords;
import io.accountsync.state.RejectedRetries;
import io.accountsync.state.StateDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person may let the next run do: the same as by commands, but for deletions. */
final class StateActions {
    private static final String BY_COMMAND =
            "This plan deletes or flags records, which nobody can approve here. Use the command account-sync approve.";

    private final ConsoleProcess process;
    private final ConsoleState state;

    StateActions(ConsoleProcess process, ConsoleState state) {
        this.process = process;
        this.state = state;
    }

    /** @param result for the person who asked */
    private record Done(String result) {}

    /** Lets the next run send a rejected record again, or all of them without a key; no deletion is tried again. */
    Answer retry(Asked asked) {
        String sync = Known.sync(asked.text("sync"), process, state);
        String key = asked.text("key");
        StateDatabase database = state.required();
        RejectedRetries retries = new RejectedRecords(database, sync).retries();
        return done(new AuditedActions(database).perform(asked, "retry", sync, key, () -> {
            int due = key == null ? retries.retryAll() : retries.retry(List.of(key));
            if (key != null && due == 0) {
                throw new RefusedException(409, "This record is not among the rejected ones any more.");
            }
            return "The next run sends " + Quantity.of(due, "rejected record") + " again.";
        }));
    }

    /** Lets the next run do what a plan says that was held back. */
    Answer approve(Asked asked) {
        String sync = Known.sync(asked.text("sync"), process, state);
        String id = asked.text("plan");
        if (id == null) {
            throw new RefusedException(400, "This request names no plan.");
        }
        StateDatabase database = state.required();
        Plans plans = new Plans(database, sync);
        return done(new AuditedActions(database).perform(asked, "approve", sync, id, () -> {
            // Written before it is read, so that it is the very plan which is looked at; a refusal takes it back.
            boolean isThere = plans.approve(id);
            Optional<Plan> plan = plans.find(id).filter(heldBack -> isThere);
            if (plan.isEmpty()) {
                throw new RefusedException(
                        409, "This plan is not the one that was held back last. Load the page again.");
            }
            if (plan.get().gone() != null) {
                throw new RefusedException(403, BY_COMMAND);
            }
            return plan.get().isOfStream()
                    ? "Approved: the stream may send what waits, and goes on."
                    : String.format(
                            Locale.ROOT,
                            "Approved: the next run may create about %s and change about %,d.",
                            Quantity.of(plan.get().creates(), "record"),
                            plan.get().updates());
        }));
    }

    private static Answer done(String result) {
        return Answer.of(new Done(result));
    }
}
