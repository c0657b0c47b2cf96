package io.accountsync.mapping;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalTime;
import java.time.temporal.TemporalAccessor;
import java.util.Date;

/** How a column's value reads as text: decimals without exponent, dates and times as ISO 8601. */
final class Texts {
    /** Longer numbers keep their exponent: written out, {@code 1E+999999999} would fill the memory. */
    private static final int MOST_ZEROS = 1000;

    private Texts() {}

    /**
     * The text of a single value.
     *
     * @param field for the exception; may be null
     * @throws InvalidRowException when the value is not a single one: bytes, a list, a map
     */
    static String of(String field, Object value) throws InvalidRowException {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal decimal) {
            return plain(decimal);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? plain(new BigDecimal(value.toString())) : value.toString();
        }
        if (value instanceof Date date) {
            Years.require(field, date instanceof Time ? LocalTime.MIDNIGHT : Years.local(date));
            return of(date);
        }
        if (isLong(value)) {
            return read(value);
        }
        if (!PlainValues.isPlain(value)) {
            return ofOther(field, value);
        }
        if (value instanceof Moment moment) {
            Years.require(field, moment.local());
        } else if (value instanceof TemporalAccessor time) {
            Years.require(field, time);
        }
        return value.toString();
    }

    /** Numbers of classes that are not known are numbers by what they show, and nothing else is a single value. */
    private static String ofOther(String field, Object value) throws InvalidRowException {
        BigDecimal number = value instanceof Number other ? PlainValues.number(other) : null;
        if (number == null) {
            throw ValueConverters.wrongType(field, "a single value", value);
        }
        return plain(number);
    }

    /** Whether the value is a text that the database hands over apart from its row. */
    static boolean isLong(Object value) {
        return value instanceof Clob || value instanceof SQLXML;
    }

    /** Whether half of a surrogate pair stands in the text, which no encoding can hold. */
    static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
            }
        }
        return false;
    }

    private static String plain(BigDecimal decimal) {
        return Math.abs((long) decimal.scale()) > MOST_ZEROS ? decimal.toString() : decimal.toPlainString();
    }

    private static String of(Date date) {
        if (date instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime().toString();
        }
        if (date instanceof Time time) {
            return Dates.localTime(time).toString();
        }
        return date instanceof java.sql.Date
                ? date.toString()
                : date.toInstant().toString();
    }

    /** The text of a value for which {@link #isLong} holds. */
    static String read(Object value) {
        try (Reader reader =
                value instanceof Clob clob ? clob.getCharacterStream() : ((SQLXML) value).getCharacterStream()) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not hand over a long text", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
