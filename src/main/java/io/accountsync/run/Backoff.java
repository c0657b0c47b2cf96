package io.accountsync.run;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a repeat waits: exponential with full jitter, so that calls that failed together do not return together. */
final class Backoff {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Backoff() {}

    /**
     * The wait before a try.
     *
     * @param base the most that the first repeat waits
     * @param tries how often the records were sent before, at least 1
     */
    static Duration delay(Duration base, int tries) {
        long most = Math.min(LONGEST.toMillis(), base.toMillis() << Math.min(tries - 1, 20));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
    }
}
