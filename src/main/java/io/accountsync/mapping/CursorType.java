package io.accountsync.mapping;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.concurrent.TimeUnit;

/**
 * What a cursor column holds. Values are kept as one long, which orders as the column does: microseconds since 1970 for a
 * timestamp, days since 1970 for a date, the number itself for an integer.
 */
public enum CursorType {
    TIMESTAMP {
        @Override
        public long read(String column, Object value) throws InvalidRowException {
            // Of most rows, and no zone need be known for it.
            return micros(
                    value instanceof Timestamp timestamp
                            ? timestamp.toInstant()
                            : Dates.ofProcess().instant(column, "a timestamp", value));
        }

        @Override
        public Object toSql(long value) {
            Instant instant = Instant.EPOCH.plus(value, ChronoUnit.MICROS);
            return Timestamp.from(instant);
        }

        @Override
        public long floor() {
            return micros(Timestamp.valueOf(LocalDateTime.of(1, 1, 1, 0, 0)).toInstant());
        }

        @Override
        public long at(Instant instant) {
            return micros(instant);
        }

        @Override
        public long minus(long value, Duration overlap, int steps) {
            return beforeClockChange(notBelowFloor(value, TimeUnit.MILLISECONDS.toMicros(overlap.toMillis())));
        }
    },
    DATE {
        @Override
        public long read(String column, Object value) throws InvalidRowException {
            return Dates.ofProcess().localDate(column, value).toEpochDay();
        }

        @Override
        public Object toSql(long value) {
            return Date.valueOf(LocalDate.ofEpochDay(value));
        }

        @Override
        public long floor() {
            return LocalDate.of(1, 1, 1).toEpochDay();
        }

        @Override
        public long at(Instant instant) {
            return LocalDate.ofInstant(instant, ZoneId.systemDefault()).toEpochDay();
        }

        @Override
        public long minus(long value, Duration overlap, int steps) {
            // Part of a day counts as one: a row of yesterday may be committed after midnight.
            long day = Duration.ofDays(1).toMillis();
            return notBelowFloor(value, (overlap.toMillis() + day - 1) / day);
        }
    },
    INTEGER {
        @Override
        public long read(String column, Object value) throws InvalidRowException {
            return ValueConverters.wholeNumber(column, value);
        }

        @Override
        public Object toSql(long value) {
            return value;
        }

        @Override
        public long floor() {
            return Long.MIN_VALUE;
        }

        @Override
        public long at(Instant instant) {
            // A counter has no relation to the clock: nothing lies in its future.
            return Long.MAX_VALUE;
        }

        @Override
        public long minus(long value, Duration overlap, int steps) {
            return notBelowFloor(value, steps);
        }
    };

    /** No clock was ever changed by more in a place with Accounts. */
    private static final Duration MOST_CLOCK_CHANGE = Duration.ofHours(3);

    /**
     * The long for a column's value.
     *
     * @param value not null
     * @throws InvalidRowException when the column holds something else
     */
    public abstract long read(String column, Object value) throws InvalidRowException;

    /** The value to bind in the source query for {@code since}: a java.sql.Timestamp, java.sql.Date or Long. */
    public abstract Object toSql(long value);

    /**
     * Where a first run begins: below every value that a row can have, except for the first day of the year 1 and what lies
     * before it, such as PostgreSQL's -infinity. Earlier years cannot be bound in every database.
     */
    public abstract long floor();

    /** The greatest cursor that a row can have by this time without lying in the future. */
    public abstract long at(Instant instant);

    /** The value as a person reads it: ISO 8601, a timestamp in UTC; or the number. */
    public String text(long value) {
        return switch (this) {
            case TIMESTAMP -> Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case INTEGER -> String.valueOf(value);
        };
    }

    /** The type of a field of Salesforce that takes the same values. */
    String fieldType() {
        return switch (this) {
            case TIMESTAMP -> "datetime";
            case DATE -> "date";
            case INTEGER -> "int";
        };
    }

    /**
     * Where to begin so as to catch rows that were committed late.
     *
     * @param overlap for timestamps and dates
     * @param steps for integers
     */
    public abstract long minus(long value, Duration overlap, int steps);

    long notBelowFloor(long value, long distance) {
        return value < floor() + distance ? floor() : value - distance;
    }

    /**
     * A column without a zone reads an hour off when its times lie where the clocks change, and one hour comes twice: begin
     * before all that.
     */
    private static long beforeClockChange(long micros) {
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        ZoneOffsetTransition change =
                ZoneId.systemDefault().getRules().nextTransition(instant.minus(MOST_CLOCK_CHANGE));
        if (change == null) {
            return micros;
        }
        Duration length = change.getDuration().abs();
        Instant before = change.getInstant().minus(length);
        boolean isNear = !instant.isBefore(before)
                && instant.isBefore(change.getInstant().plus(length));
        return isNear ? micros(before) : micros;
    }

    /** Microseconds since 1970; of times that no long can hold, such as PostgreSQL's infinity, the nearest that it can. */
    private static long micros(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
