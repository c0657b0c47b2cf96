package io.accountsync.run.stream;

import io.accountsync.config.Sentence;

/** Rows that were handed over have no outcome, and are to be handed over again. The message says why, without anything of a row. */
public final class StreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a reason in whole sentences. */
    public StreamException(String message) {
        super(Sentence.closed(message));
    }
}
