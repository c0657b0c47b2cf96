package io.accountsync.run;

import io.accountsync.config.Sentence;

/** A guard holds a run back until a person approves its plan. */
public final class HeldBackException extends RunStoppedException {
    private static final long serialVersionUID = 1L;

    private final String plan;

    /** @param plan what a person names to approve it */
    public HeldBackException(String message, String plan) {
        super(Sentence.closed(message));
        this.plan = plan;
    }

    public String plan() {
        return plan;
    }
}
