package io.accountsync.run.sync;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.quartz.CronExpression;

/**
 * When a sync compares every row, whatever the cursor says ({@code sync.full-schedule}): the first run that begins at such a
 * time or after it does, however it was started. So nothing is missed while no process is there, and two runs never meet.
 */
public final class FullSchedule {
    private static final String KEY = "sync.full-schedule";

    private final Cron cron;

    private FullSchedule(Cron cron) {
        this.cron = cron;
    }

    /**
     * The schedule of a sync; none where the key has no value, or, once that was noted, a wrong one.
     *
     * @param settings as the sync sees them
     * @throws ConfigurationException when it is not a cron expression
     */
    static FullSchedule of(Settings settings) {
        Optional<String> text = settings.text(KEY);
        if (text.isEmpty()) {
            return new FullSchedule(null);
        }
        try {
            ZoneId zone = ZoneId.of(settings.required("sync.time-zone"));
            return new FullSchedule(Cron.of(text.get(), zone, Clock.systemUTC().instant()));
        } catch (DateTimeException e) {
            // Reported with the blackout, which is in the same zone.
            return new FullSchedule(null);
        } catch (IllegalArgumentException e) {
            settings.note(new ConfigurationException(settings.nameOf(KEY) + " " + Sentence.closed(e.getMessage()), e));
            return new FullSchedule(null);
        }
    }

    /** Its expression and time zone; empty without one. */
    public Optional<CronExpression> cron() {
        return Optional.ofNullable(cron).map(Cron::expression);
    }

    /**
     * Whether such a time has come since every row was read last.
     *
     * @param last milliseconds since 1970; null for never
     */
    public boolean isDue(Long last, Instant now) {
        return cron != null
                && (last == null
                        || cron.next(Instant.ofEpochMilli(last))
                                .filter(next -> !next.isAfter(now))
                                .isPresent());
    }
}
