package io.accountsync.run.sync;

import io.accountsync.config.Settings;
import java.time.Duration;

/**
 * The keys that bound calls and runs in time.
 *
 * @param timeout how long an answer is waited for
 * @param margin how long after that a call may still be carried out
 * @param maxDuration of a run; zero for any
 */
public record CallSettings(Duration timeout, Duration margin, Duration maxDuration) {
    static CallSettings of(Settings settings) {
        return new CallSettings(
                settings.duration("sync.call-timeout"),
                settings.duration("sync.doubt-margin"),
                settings.duration("sync.max-duration"));
    }

    /** How long after now a call that was made already can come, whatever became of its answer. */
    public Duration doubtTime() {
        return timeout.plus(margin);
    }
}
