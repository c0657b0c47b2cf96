package io.accountsync.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How texts of a column write dates and numbers, where that is not ISO 8601 and with a point. Values that are no texts are
 * taken as they are.
 */
final class TextFormat {
    private static final List<String> DATES = List.of("date", "datetime");
    private static final List<String> NUMBERS = List.of("int", "long", "double", "currency", "percent");
    private static final Pattern WITH_COMMA =
            Pattern.compile("[+-]?(?:\\d{1,3}(?:[. '’\\u00a0\\u202f]\\d{3})+|\\d+)(?:,\\d+)?");
    private static final int MOST_CHARACTERS = 400;

    private final String pattern;
    private final DateTimeFormatter dates;
    private final boolean hasComma;

    private TextFormat(String pattern, boolean hasComma) {
        this.pattern = pattern;
        this.dates = pattern == null ? null : formatter(pattern);
        this.hasComma = hasComma;
    }

    /**
     * That of a field.
     *
     * @param dateFormat null for ISO 8601
     * @param decimal null for a point
     * @throws IllegalArgumentException when one of them means nothing
     */
    static TextFormat of(String dateFormat, String decimal) {
        if (decimal != null && !decimal.equals("comma") && !decimal.equals("point")) {
            throw new IllegalArgumentException("decimal must be point or comma");
        }
        return new TextFormat(dateFormat, "comma".equals(decimal));
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
            // What is only a part of a date cannot be written by it, and what is none cannot be read.
            formatter
                    .parse(formatter.format(
                            LocalDate.of(2026, 1, 31).atStartOfDay().atOffset(ZoneOffset.UTC)))
                    .query(LocalDate::from);
            return formatter;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "dateFormat must have a year, month and day, such as dd.MM.yyyy or M/d/yyyy HH:mm", e);
        }
    }

    /** Whether it changes nothing. */
    boolean isPlain() {
        return dates == null && !hasComma;
    }

    /** What distinguishes it from another one. */
    String signature() {
        return Signature.of("format", pattern, hasComma);
    }

    /** Adds what a field of this type cannot take of it. */
    void requireFor(String type, Mistakes mistakes) {
        if (dates != null && !DATES.contains(type)) {
            mistakes.add("has dateFormat, and is of type " + type + "; take dateFormat out");
        }
        if (hasComma && !NUMBERS.contains(type)) {
            mistakes.add("has decimal: comma, and is of type " + type + "; take decimal out");
        }
    }

    /** A converter that reads texts in this way, before it goes on as the other does. */
    ValueConverter before(String field, ValueConverter other) {
        return isPlain() ? other : value -> other.convert(value instanceof String text ? read(field, text) : value);
    }

    private Object read(String field, String text) throws InvalidRowException {
        return dates == null ? number(field, text) : date(field, text);
    }

    private static BigDecimal number(String field, String text) throws InvalidRowException {
        String stripped = text.strip();
        if (stripped.length() > MOST_CHARACTERS || !WITH_COMMA.matcher(stripped).matches()) {
            throw ValueConverters.wrongType(field, "a number such as 1.234,50", text);
        }
        return new BigDecimal(stripped.replaceAll("[^\\d,+-]", "").replace(',', '.'));
    }

    private Object date(String field, String text) throws InvalidRowException {
        try {
            TemporalAccessor parsed = dates.parse(text.strip());
            LocalDate date = LocalDate.from(parsed);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            if (time == null) {
                return date;
            }
            return parsed.isSupported(ChronoField.OFFSET_SECONDS)
                    ? date.atTime(time).atOffset(ZoneOffset.from(parsed))
                    : date.atTime(time);
        } catch (DateTimeException e) {
            throw ValueConverters.wrongType(field, "a date as " + pattern, text);
        }
    }
}
