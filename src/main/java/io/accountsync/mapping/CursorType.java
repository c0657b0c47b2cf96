package io.accountsync.mapping;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * What a cursor column holds. Values are kept as one long, which orders as the column does: microseconds since 1970 for a
 * timestamp, days since 1970 for a date, the number itself for an integer.
 */
public enum CursorType {
    TIMESTAMP {
        @Override
        long read(String column, Object value) throws InvalidRowException {
            return micros(Dates.instant(column, "a timestamp", value));
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
            return value - TimeUnit.MILLISECONDS.toMicros(overlap.toMillis());
        }
    },
    DATE {
        @Override
        long read(String column, Object value) throws InvalidRowException {
            return Dates.localDate(column, value).toEpochDay();
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
            return value
                    - (overlap.toMillis() + Duration.ofDays(1).toMillis() - 1)
                            / Duration.ofDays(1).toMillis();
        }
    },
    INTEGER {
        @Override
        long read(String column, Object value) throws InvalidRowException {
            try {
                return new BigDecimal(Texts.of(value).strip()).longValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                throw ValueConverters.wrongType(column, "a whole number", value);
            }
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
            return value - steps;
        }
    };

    /**
     * The long for a column's value.
     *
     * @param value not null
     * @throws InvalidRowException when the column holds something else
     */
    abstract long read(String column, Object value) throws InvalidRowException;

    /** The value to bind in the source query for {@code since}: a java.sql.Timestamp, java.sql.Date or Long. */
    public abstract Object toSql(long value);

    /** Below every value that a row can have: where a first run begins. */
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

    /**
     * Where to begin so as to catch rows that were committed late.
     *
     * @param overlap for timestamps and dates
     * @param steps for integers
     */
    public abstract long minus(long value, Duration overlap, int steps);

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}
