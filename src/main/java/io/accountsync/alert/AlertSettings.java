package io.accountsync.alert;

import io.accountsync.config.Settings;
import java.time.Duration;

/**
 * From when on there is an alert, as one sync sees the keys.
 *
 * @param rejected percent of the records sent
 * @param rejectedAfter how many must have been sent before that is looked at
 * @param maxInvalid percent of the rows of a stream that may be invalid
 * @param maxInvalidAfter how many must have come before that is looked at
 * @param rows percent by which the number of rows is off the usual one
 * @param rowsRuns how many runs make what is usual
 * @param duration of a run
 * @param staleness time since a run last completed
 * @param stalenessKey the key that this is from
 * @param apiCalls percent of the calls that account-sync may make
 * @param login percent of the time after which an unused refresh token expires
 * @param loginExpiry that time; zero when it does not
 */
record AlertSettings(
        Threshold rejected,
        int rejectedAfter,
        int maxInvalid,
        int maxInvalidAfter,
        Threshold rows,
        int rowsRuns,
        Threshold duration,
        Threshold staleness,
        String stalenessKey,
        Threshold apiCalls,
        Threshold login,
        Duration loginExpiry) {
    /** Fewer runs do not tell what is usual. */
    static final int FEWEST_RUNS = 5;

    private static final String STALENESS = "sync.alert.staleness";
    private static final String MAX_STALENESS = "sync.max-staleness";

    static AlertSettings of(Settings settings) {
        boolean isOwn = settings.text(STALENESS).isPresent();
        return new AlertSettings(
                Threshold.percent(settings, "sync.alert.rejected", 100),
                settings.wholeNumber("sync.alert.rejected-after", 1, Integer.MAX_VALUE),
                settings.wholeNumber("sync.max-invalid", 0, 100),
                settings.wholeNumber("sync.max-invalid-after", 1, Integer.MAX_VALUE),
                Threshold.percent(settings, "sync.alert.rows-deviation", 100_000),
                settings.wholeNumber("sync.alert.rows-runs", FEWEST_RUNS, 1000),
                Threshold.duration(settings, "sync.alert.duration"),
                isOwn
                        ? Threshold.duration(settings, STALENESS)
                        : Threshold.critical(settings.duration(MAX_STALENESS), settings.nameOf(MAX_STALENESS)),
                settings.nameOf(isOwn ? STALENESS : MAX_STALENESS),
                Threshold.percent(settings, "sync.alert.api-calls", 100),
                Threshold.percent(settings, "sync.alert.login-idle", 100),
                settings.duration("salesforce.idle-expiry"));
    }
}
