package io.accountsync.alert;

import java.util.Locale;

/** How bad a condition is. */
public enum AlertLevel {
    /** As it should be. */
    OK,
    /** Somebody should look when there is time. */
    WARNING,
    /** Somebody should look now. */
    CRITICAL;

    /** As it is written in messages for programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
