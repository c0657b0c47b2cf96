package io.accountsync.run;

import io.accountsync.config.Sentence;

/** A fault of account-sync itself, in words that say where its trace is. */
public final class OwnFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OwnFaultException(String message) {
        super(Sentence.closed(message));
    }
}
