package io.accountsync.run.calls;

import io.accountsync.salesforce.RetryLoop;
import java.time.Duration;

/** How long a repeat waits: exponential with full jitter, so that calls that failed together do not return together. */
public final class Backoff {
    private Backoff() {}

    /**
     * The wait before a try.
     *
     * @param base the most that the first repeat waits
     * @param tries how often the records were sent before, at least 1
     */
    public static Duration delay(Duration base, int tries) {
        return RetryLoop.wait(base, tries);
    }
}
