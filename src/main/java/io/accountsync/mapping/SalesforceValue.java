package io.accountsync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * Values of a field as Salesforce keeps them, so that what is sent and what is read back can be compared: texts without the
 * white space around them and with LF, blank as null, decimals of custom fields rounded to their scale, moments in whole
 * seconds of UTC, e-mail addresses without capital letters, multi-select picklists without order, ids by their first 15 characters, which identify them.
 */
public final class SalesforceValue {
    /** As many as a double keeps, which is what Salesforce's JSON carries. */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    private static final int SHORT_ID = 15;

    /** {@code 2026-01-31T09:30:00.000+0000}, as queries answer, and the ISO forms. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private SalesforceValue() {}

    /**
     * Whether Salesforce would keep both as the same value.
     *
     * @param ours a String, Number, Boolean or {@link JsonNode}; null for an empty value
     * @param theirs likewise
     */
    public static boolean same(SObjectField field, Object ours, Object theirs) {
        // What is written alike is alike, whatever the type.
        return Objects.equals(text(ours), text(theirs))
                || Objects.equals(normalised(field, ours), normalised(field, theirs));
    }

    /**
     * A value as it can be compared by {@code equals} with others of the same field. One that does not fit the field's type is
     * compared as text.
     *
     * @return null for an empty value, which an unticked checkbox is not
     */
    public static Object normalised(SObjectField field, Object value) {
        String type = field.getType().toLowerCase(Locale.ROOT);
        String text = text(value);
        if (type.equals("boolean")) {
            // A checkbox cannot be empty: what is set to null is unticked.
            return text != null && text.equalsIgnoreCase("true");
        }
        if (text == null) {
            return null;
        }
        return switch (type) {
            case "int", "long", "double", "currency", "percent" -> number(field, text);
            case "datetime" -> moment(text);
            case "time" -> time(text);
            case "multipicklist" -> entries(text);
            case "email" -> text.toLowerCase(Locale.ROOT);
            case "id", "reference" -> text.length() > SHORT_ID ? text.substring(0, SHORT_ID) : text;
            default -> text;
        };
    }

    /** A value as people read it, in one line; empty for none. */
    public static String shown(SObjectField field, Object value) {
        Object normalised = normalised(field, value);
        if (normalised instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (normalised instanceof TreeSet<?> entries) {
            return entries.stream().map(Object::toString).collect(Collectors.joining(";"));
        }
        String text = text(value);
        return normalised instanceof Boolean ? normalised.toString() : text == null ? "" : text;
    }

    private static String text(Object value) {
        if (value == null || value instanceof JsonNode node && (node.isNull() || node.isMissingNode())) {
            return null;
        }
        String text = value instanceof JsonNode node
                ? node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asText()
                : value.toString();
        String lines =
                text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        String stripped = lines.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    private static Object number(SObjectField field, String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            boolean rounds = Boolean.TRUE.equals(field.isCustom()) && field.getScale() != null;
            if (rounds && number.scale() > field.getScale()) {
                number = number.setScale(field.getScale(), RoundingMode.HALF_UP);
            }
            BigDecimal shortest = number.round(DIGITS).stripTrailingZeros();
            return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static Object moment(String text) {
        try {
            return OffsetDateTime.parse(text, MOMENT).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static Object time(String text) {
        try {
            return LocalTime.parse(text.replaceFirst("[zZ]$", "")).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static Object entries(String text) {
        return Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
