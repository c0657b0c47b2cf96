package io.accountsync.run;

import io.accountsync.config.Sentence;

/** The run must not go on. The message says why and what to do; the run ends STOPPED. */
public class RunStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunStoppedException(String message) {
        super(Sentence.closed(message));
    }
}
