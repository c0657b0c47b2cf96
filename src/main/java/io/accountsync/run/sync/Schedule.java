package io.accountsync.run.sync;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When a sync runs by itself.
 *
 * @param text the cron expression, as a person reads it
 * @param zone that it is in
 */
public record Schedule(String text, Cron cron, ZoneId zone) {
    /** The first time after this one, in that zone; empty when there is none. */
    public Optional<ZonedDateTime> next(Instant after) {
        return cron.next(after).map(time -> time.atZone(zone));
    }
}
