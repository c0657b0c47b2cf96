package io.accountsync.source.events;

import io.accountsync.config.Sentence;

/** What came is no row. The message says why and what to do, without contents of the row. */
final class MalformedEventException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedEventException(String reason) {
        // One is thrown for each bad message of a topic: no stack trace.
        super(Sentence.open(reason), null, false, false);
    }
}
