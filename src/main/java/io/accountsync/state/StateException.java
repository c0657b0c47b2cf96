package io.accountsync.state;

import io.accountsync.config.Sentence;

/**
 * The state cannot be read or written: locked, full, gone. The message names the file or database and the remedy, and is
 * printed as it is.
 */
public class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StateException(String message, Throwable cause) {
        super(Sentence.closed(message), cause);
    }
}
