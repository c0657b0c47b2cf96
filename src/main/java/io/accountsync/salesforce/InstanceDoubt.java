package io.accountsync.salesforce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When to ask the login whether the org has moved to another host. Salesforce moves orgs and renames their hosts; the
 * old one
 * may answer with a redirect or a page, or not at all. A login for each failed call would be worse than the failure, so a silent
 * host is asked about after the second call in a row, and each once in a while only. Thread-safe.
 */
final class InstanceDoubt {
    /** One lost call is an ordinary hiccup. */
    private static final int SILENT_CALLS = 2;

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private int silent;
    private Instant askedAt;

    InstanceDoubt(Clock clock) {
        this.clock = clock;
    }

    /** The host answered, whatever it said. */
    synchronized void answered() {
        silent = 0;
    }

    /** A call got no answer; returns whether to ask the login now. */
    synchronized boolean silent() {
        silent++;
        return silent >= SILENT_CALLS && asks();
    }

    /** The host answered as none of the org does; returns whether to ask the login now. */
    synchronized boolean strange() {
        return asks();
    }

    private boolean asks() {
        Instant now = clock.instant();
        if (askedAt != null && askedAt.plus(PAUSE).isAfter(now)) {
            return false;
        }
        askedAt = now;
        return true;
    }
}
