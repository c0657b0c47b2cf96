package io.accountsync.plan;

import io.accountsync.config.Sentence;
import io.accountsync.run.Failures;

/** A plan that could not be made, for a reason outside of keys and files; the message says why, without anything of a row. */
public final class PlanFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private PlanFailedException(String message, Throwable cause) {
        super(Sentence.closed(message), cause);
    }

    /** What to throw for an error: itself where it says place and remedy by its own kind, else in the words of a run. */
    static Exception of(Exception error) {
        return Failures.isStop(error) || Failures.isConfiguration(error)
                ? error
                : new PlanFailedException(Failures.describe(error), error);
    }
}
