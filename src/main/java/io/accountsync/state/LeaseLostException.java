package io.accountsync.state;

/** Another process has taken over the sync: this one must not write any more. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}
