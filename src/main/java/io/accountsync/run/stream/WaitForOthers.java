package io.accountsync.run.stream;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long the first row of a batch waits for others. The more rows share a call, the fewer calls a trickle costs: when few are left of
 * the 24 hours within which they come back, each batch waits for as long as makes them last.
 */
final class WaitForOthers {
    /** Longer than this a row waits only where the key says so. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration DAY = Duration.ofHours(24);

    private WaitForOthers() {}

    /**
     * The time for one batch.
     *
     * @param key {@code sync.stream.max-wait}; zero for no waiting at all, whatever that costs
     * @param callsLeft that may be made within 24 hours; empty where that is not known
     */
    static Duration of(Duration key, OptionalLong callsLeft) {
        if (key.isZero() || callsLeft.isEmpty()) {
            return key;
        }
        Duration evenly = callsLeft.getAsLong() <= 0 ? LONGEST : DAY.dividedBy(callsLeft.getAsLong());
        Duration bounded = evenly.compareTo(LONGEST) > 0 ? LONGEST : evenly;
        // Sooner than a person asked for is of no use to anybody; longer than the key only as calls get scarce.
        return bounded.compareTo(key) > 0 ? bounded : key;
    }
}
