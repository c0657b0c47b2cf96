package io.accountsync.run;

/** Where a run is. */
public enum Phase {
    BEGIN,
    COMPARE,
    DECIDE,
    SEND,
    COMPLETE
}
