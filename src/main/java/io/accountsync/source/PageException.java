package io.accountsync.source;

import io.accountsync.config.Sentence;

/** A page of the source that could not be had; the message says which, why, and what to do. */
final class PageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PageException(String message, Throwable cause) {
        super(Sentence.closed(message), cause);
    }
}
