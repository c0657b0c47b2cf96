package io.accountsync.mapping;

import io.accountsync.config.Quantity;
import io.accountsync.source.BitText;
import java.io.InputStream;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Struct;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Map;

/** What a value of a row is, in words of people who know no Java; never the value itself. */
public final class ValueKind {
    private static final String UNKNOWN = "something that is neither text, number nor date";

    private ValueKind() {}

    /** With its article, as in "a number". */
    public static String of(Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof BitText) {
            return "bits";
        }
        if (value instanceof CharSequence text) {
            return "a text of " + Quantity.of(text.length(), "character");
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof LocalDate || value instanceof java.sql.Date) {
            return "a date";
        }
        if (value instanceof LocalTime || value instanceof OffsetTime || value instanceof java.sql.Time) {
            return "a time of day";
        }
        if (value instanceof Temporal || value instanceof Date) {
            return "a timestamp";
        }
        if (value instanceof byte[] || value instanceof Blob || value instanceof InputStream) {
            return "bytes";
        }
        if (value instanceof Map || value instanceof Struct) {
            return "an object with names of its own";
        }
        if (value instanceof Iterable
                || value instanceof Array
                || value.getClass().isArray()) {
            return "a list";
        }
        return UNKNOWN;
    }

    /** Whether there is a word for it. */
    static boolean isKnown(Object value) {
        return !of(value).equals(UNKNOWN);
    }
}
