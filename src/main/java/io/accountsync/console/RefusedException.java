package io.accountsync.console;

import io.accountsync.config.Sentence;

/** A request that is not done, and why, as a sentence that everybody may read. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of HTTP that says so */
    RefusedException(int status, String sentence) {
        super(Sentence.closed(sentence));
        this.status = status;
    }

    int status() {
        return status;
    }
}
