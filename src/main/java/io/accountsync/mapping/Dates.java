package io.accountsync.mapping;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Dates and times as Salesforce takes them: {@code 2026-01-31}, {@code 2026-01-31T09:30:00.000Z} and
 * {@code 09:30:00.000Z}. Texts must be ISO 8601 (a space instead of the T will do). A time without a zone is taken in a
 * zone that was said, and a moment falls on its day there.
 *
 * @param zone of times that have none; that of the sync, for what goes to Salesforce
 */
record Dates(ZoneId zone) {
    private static final DateTimeFormatter ISO_DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalEnd()
            .appendPattern("[ ][XXXXX][XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            // Otherwise February 30 would be taken for its last day.
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");

    /** Those of the cursor: it goes back into the query by JDBC, which takes times in the zone of the process. */
    static Dates ofProcess() {
        return new Dates(ZoneId.systemDefault());
    }

    Object date(String field, Object value) throws InvalidRowException {
        LocalDate date = localDate(field, value);
        Years.require(field, date.getYear());
        return date.toString();
    }

    /** The date of a column's value: as written, whatever zone follows it. */
    LocalDate localDate(String field, Object value) throws InvalidRowException {
        String expected = "a date such as 2026-01-31";
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value instanceof java.sql.Date date) {
            return Years.local(date);
        }
        if (value instanceof LocalDateTime time) {
            return time.toLocalDate();
        }
        if (value instanceof Moment moment) {
            return moment.local().toLocalDate();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toLocalDate();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toLocalDate();
        }
        if (value instanceof String text) {
            return parse(field, expected, text).query(TemporalQueries.localDate());
        }
        return instant(field, expected, value).atZone(zone).toLocalDate();
    }

    Object dateTime(String field, Object value) throws InvalidRowException {
        OffsetDateTime time =
                instant(field, "a time such as 2026-01-31T09:30:00Z", value).atOffset(ZoneOffset.UTC);
        Years.require(field, time.getYear());
        return DATE_TIME.format(time);
    }

    static Object time(String field, Object value) throws InvalidRowException {
        String expected = "a time of day such as 09:30:00";
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (value instanceof OffsetTime time) {
            return TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime());
        }
        if (value instanceof Time time) {
            return TIME.format(localTime(time));
        }
        try {
            return TIME.format(LocalTime.parse(Texts.of(field, value).strip().replaceFirst("[zZ]$", "")));
        } catch (DateTimeException e) {
            throw ValueConverters.wrongType(field, expected, value);
        }
    }

    /** With its milliseconds, which Time itself leaves out. */
    static LocalTime localTime(Time time) {
        return time.toLocalTime().plus(Math.floorMod(time.getTime(), 1000L), ChronoUnit.MILLIS);
    }

    /** The instant that a column's value stands for; a value without a zone is taken in ours. */
    Instant instant(String field, String expected, Object value) throws InvalidRowException {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Moment moment) {
            return moment.instant();
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        if (value instanceof LocalDateTime time) {
            return time.atZone(zone).toInstant();
        }
        if (value instanceof java.sql.Date date) {
            return Years.local(date).atStartOfDay(zone).toInstant();
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay(zone).toInstant();
        }
        if (value instanceof java.util.Date date && !(value instanceof Time)) {
            return date.toInstant();
        }
        if (value instanceof String text) {
            return instant(parse(field, expected, text));
        }
        throw ValueConverters.wrongType(field, expected, value);
    }

    private Instant instant(TemporalAccessor parsed) {
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDateTime local =
                parsed.query(TemporalQueries.localDate()).atTime(time == null ? LocalTime.MIDNIGHT : time);
        return parsed.isSupported(ChronoField.OFFSET_SECONDS)
                ? local.toInstant(ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS)))
                : local.atZone(zone).toInstant();
    }

    private static TemporalAccessor parse(String field, String expected, String text) throws InvalidRowException {
        try {
            return ISO_DATE_TIME.parse(text.strip());
        } catch (DateTimeException e) {
            throw ValueConverters.wrongType(field, expected, text);
        }
    }
}
