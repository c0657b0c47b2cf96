package io.accountsync.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.state.Plan;

/**
 * A plan that a guard held back.
 *
 * @param id what approves it; only for whoever is signed in, like the reason
 * @param stream whether a stream goes on with it, and no run
 * @param deletes whether it deletes or flags records, so that nobody can approve it here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanView(
        String id,
        long creates,
        long updates,
        long clears,
        long missing,
        boolean stream,
        boolean deletes,
        boolean approved,
        String reason) {

    static PlanView of(Plan plan, boolean isSignedIn) {
        return new PlanView(
                isSignedIn ? plan.id() : null,
                plan.creates(),
                plan.updates(),
                plan.clears(),
                plan.missing(),
                plan.isOfStream(),
                plan.gone() != null,
                plan.approved(),
                isSignedIn ? plan.reason() : null);
    }
}
