package io.accountsync.run.steps;

import io.accountsync.config.Sentence;
import io.accountsync.run.RunStoppedException;

/** The time of a schedule is another process's, or was: there is nothing to run, and nothing to report. */
final class FireTakenException extends RunStoppedException {
    private static final long serialVersionUID = 1L;

    FireTakenException(String sync) {
        super(Sentence.closed("The run of sync " + sync + " was begun by another process"));
    }
}
