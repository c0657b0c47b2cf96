package io.accountsync.state;

/** Somebody else is in the middle of writing to the state, and does not come to an end. The message names who, and the remedy. */
public final class StateLockedException extends StateException {
    private static final long serialVersionUID = 1L;

    public StateLockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
