package io.accountsync.console;

import java.time.Instant;

/**
 * Somebody who gave the token.
 *
 * @param id what the cookie holds
 * @param csrf what each request must name, and neither another site nor another port of this host can know
 * @param who the name that the person gave
 */
record Session(String id, String csrf, String who, Instant until) {
    /** Without secrets. */
    @Override
    public String toString() {
        return "Session[" + who + "]";
    }
}
