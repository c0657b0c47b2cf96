package io.accountsync.run;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Sentence;
import io.accountsync.state.Plan;

/** A guard holds a run back until a person approves its plan. */
public final class HeldBackException extends RunStoppedException {
    private static final long serialVersionUID = 1L;

    private final String plan;

    /** By a plan that nobody has approved. */
    public HeldBackException(String sync, Plan plan) {
        super(reason(sync, plan));
        this.plan = plan.id();
    }

    /** Why a plan holds its sync back, and what a person can do, in sentences. */
    public static String reason(String sync, Plan plan) {
        return Sentence.closed(plan.reason() + " If that is right, " + ProposedCommand.of("approve", sync, plan.id())
                + (plan.isOfStream() ? " allows it to the stream." : " allows it."));
    }

    public String plan() {
        return plan;
    }
}
