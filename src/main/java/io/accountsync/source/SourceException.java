package io.accountsync.source;

import io.accountsync.config.Sentence;

/**
 * The source cannot be read, or not to its end: the run fails before anything is sent. The message names the place and the
 * remedy and holds nothing of a row.
 */
public class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(Sentence.closed(message));
    }

    public SourceException(String message, Throwable cause) {
        super(Sentence.closed(message), cause);
    }
}
