package io.accountsync.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Date;

/** Years that a date of Salesforce can have, which PostgreSQL's infinity and the time before our era cannot. */
final class Years {
    private static final int LAST = 9999;

    /** Some time in the year 2, in milliseconds since 1970. */
    private static final long SURELY_OURS = -62_100_000_000_000L;

    /**
     * In milliseconds since 1970, the year 2037: until then the time zones of the class {@code Date} have the same offsets as those of
     * {@code java.time}, from 1970 on.
     */
    private static final long SAME_ZONES = 2_114_380_800_000L;

    private Years() {}

    /** @throws InvalidRowException when it is none from 1 to 9999 */
    static void require(String field, int year) throws InvalidRowException {
        if (year < 1 || year > LAST) {
            throw new InvalidRowException(
                    "WRONG_TYPE",
                    field,
                    "expected a year from 1 to 9999, got an earlier or later one; give such rows null or another date "
                            + "in the source query");
        }
    }

    /** The same of a date or time; one that has no year, as a time of day, passes. */
    static void require(String field, TemporalAccessor time) throws InvalidRowException {
        if (time.isSupported(ChronoField.YEAR)) {
            require(field, time.get(ChronoField.YEAR));
        }
    }

    /** The date that JDBC's class shows in the zone of the process; its own way there forgets the era. */
    static LocalDate local(Date date) {
        if (date.getTime() >= 0 && date.getTime() < SAME_ZONES) {
            // The same without a calendar, of which JDBC's class makes one for each date.
            return LocalDate.ofInstant(Instant.ofEpochMilli(date.getTime()), ZoneId.systemDefault());
        }
        return date.getTime() > SURELY_OURS
                        || date.getTime() >= java.sql.Date.valueOf("0001-01-01").getTime()
                ? new java.sql.Date(date.getTime()).toLocalDate()
                : LocalDate.ofInstant(Instant.ofEpochMilli(date.getTime()), ZoneId.systemDefault());
    }
}
