package io.accountsync.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Clob;
import java.sql.SQLXML;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import java.util.UUID;

/**
 * The values of rows that stand for themselves. No other object ever becomes text on the way to Salesforce: what its
 * {@code toString()} says is for programmers, and may be {@code [B@1b6d3586}.
 */
final class PlainValues {
    private static final Set<Class<?>> CLASSES = Set.of(
            String.class,
            Integer.class,
            Long.class,
            BigDecimal.class,
            Double.class,
            Boolean.class,
            BigInteger.class,
            Short.class,
            Byte.class,
            Float.class,
            Character.class,
            UUID.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            ZonedDateTime.class,
            Instant.class,
            Year.class,
            YearMonth.class,
            Moment.class);

    private PlainValues() {}

    /** Whether a value has a text of its own: a text, number, yes or no, date, time or UUID. */
    static boolean isPlain(Object value) {
        return value == null
                || CLASSES.contains(value.getClass())
                || value instanceof Date
                || value instanceof CharSequence
                || value instanceof Clob
                || value instanceof SQLXML;
    }

    /**
     * Makes sure that no object is in a value that Camel may make a text of; lists and objects with names of their own fail by
     * themselves, see {@link RowView}.
     *
     * @throws InvalidRowException when there is one
     */
    static void require(Object value) throws InvalidRowException {
        if (value instanceof Collection<?> entries) {
            for (Object entry : entries) {
                require(entry);
            }
        } else if (value instanceof Object[] entries) {
            require(Arrays.asList(entries));
        } else if (!isPlain(value) && !ValueKind.isKnown(value)) {
            throw ValueConverters.wrongType(null, "a single value", value);
        }
    }

    /** A number of a class that is not known, such as a database's own decimal, by its digits; null when it shows none. */
    static BigDecimal number(Number value) {
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
