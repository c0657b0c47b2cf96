package io.accountsync.salesforce;

import java.util.Locale;

/** What an error asks for. */
public enum ErrorAction {
    /** Try again after a while; if it persists, in the next run. */
    RETRY,
    /** Try again in smaller batches. */
    SMALLER,
    /** Something else must happen first, such as the parent's arrival: the next run tries again by itself. */
    LATER,
    /** The record will not pass as it is: park it. */
    REJECT,
    /** Nothing will pass: end the run. */
    STOP;

    /** As keys and the state spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
