package io.accountsync.state;

/** Another process has taken over the sync: this one must not write any more. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLostException(String lease, Throwable cause) {
        super(
                "The lease of " + LeaseName.parse(lease)
                        + " went to another process while this one was held up; that one carries on.",
                cause);
    }
}
