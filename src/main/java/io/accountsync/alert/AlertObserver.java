package io.accountsync.alert;

/** Whoever wants to know whether messages arrive, for metrics. */
public interface AlertObserver {
    /** A channel took a message. */
    void delivered(AlertChannel channel);

    /** A channel did not; it is tried again. */
    void failed(AlertChannel channel);
}
