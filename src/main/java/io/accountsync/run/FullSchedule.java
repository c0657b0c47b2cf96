package io.accountsync.run;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When a sync compares every row, whatever the cursor says ({@code sync.full-schedule}): the first run that begins at such a
 * time or after it does, however it was started. So nothing is missed while no process is there, and two runs never meet.
 */
final class FullSchedule {
    private static final String KEY = "sync.full-schedule";

    private final CronExpression cron;

    private FullSchedule(CronExpression cron) {
        this.cron = cron;
    }

    /**
     * The schedule of a sync.
     *
     * @param settings as the sync sees them
     * @throws ConfigurationException when it is no cron expression
     */
    static FullSchedule of(Settings settings) {
        Optional<String> text = settings.text(KEY);
        if (text.isEmpty()) {
            return new FullSchedule(null);
        }
        try {
            CronExpression cron = new CronExpression(text.get());
            cron.setTimeZone(TimeZone.getTimeZone(settings.required("sync.time-zone")));
            return new FullSchedule(cron);
        } catch (ParseException e) {
            throw new ConfigurationException(
                    KEY + " must be a Quartz cron expression such as 0 0 3 ? * SUN, for Sundays at three o'clock.");
        }
    }

    /** Its expression and time zone; empty without one. */
    Optional<CronExpression> cron() {
        return Optional.ofNullable(cron);
    }

    /**
     * Whether such a time has come since every row was read last.
     *
     * @param last milliseconds since 1970; null for never
     */
    boolean isDue(Long last, Instant now) {
        if (cron == null) {
            return false;
        }
        Date next = last == null ? null : cron.getNextValidTimeAfter(new Date(last));
        return last == null || next != null && !next.toInstant().isAfter(now);
    }
}
