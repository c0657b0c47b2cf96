package io.accountsync.mapping;

import io.accountsync.source.BitText;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** Chooses the converter for a field by what the org's describe says of it. */
final class ValueConverters {
    /** More than any Salesforce number has, before the point or behind it. */
    private static final int MOST_DIGITS = 400;

    /** The code of a value that its field cannot hold as it is. */
    static final String WRONG_TYPE = "WRONG_TYPE";

    private ValueConverters() {}

    /**
     * The converter for a field.
     *
     * @param name of the field in messages
     * @param dates in the zone of the sync
     * @return null when fields of this type cannot be written through the API
     */
    static ValueConverter forField(String name, SObjectField field, boolean truncate, Dates dates) {
        return switch (field.getType().toLowerCase(Locale.ROOT)) {
            case "string",
                    "textarea",
                    "phone",
                    "url",
                    "email",
                    "picklist",
                    "combobox",
                    "encryptedstring",
                    "id",
                    "reference",
                    "anytype" -> new TextConverter(name, length(field), truncate);
            case "multipicklist" -> new MultiPicklistConverter(name);
            case "int", "long" -> value -> wholeNumber(name, value);
            case "double", "currency", "percent" -> value -> decimal(name, value);
            case "boolean" -> value -> bool(name, value);
            case "date" -> value -> dates.date(name, value);
            case "datetime" -> value -> dates.dateTime(name, value);
            case "time" -> value -> Dates.time(name, value);
            default -> null;
        };
    }

    /**
     * The converter for a field whose values stand for records: what Salesforce would cut or round would stand for another
     * one, and is refused.
     *
     * @param name of the field in messages
     * @return null when fields of this type cannot be written through the API
     */
    static ValueConverter forKey(String name, SObjectField field, Dates dates) {
        ValueConverter converter = forField(name, field, false, dates);
        if (converter instanceof TextConverter text) {
            return TextConverter.ofKey(name, text.length());
        }
        return converter == null ? null : new KeyConverter(name, field, converter);
    }

    private static int length(SObjectField field) {
        return field.getLength() == null || field.getLength() == 0 ? Integer.MAX_VALUE : field.getLength();
    }

    /** The shortest form of a number, so that 12, 12.0 and 1.2E+1 are one value and one payload. */
    private static Object decimal(String field, Object value) throws InvalidRowException {
        String expected = "a number such as 1234.50";
        BigDecimal number = number(field, expected, value).stripTrailingZeros();
        if (Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw wrongType(field, expected, value);
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /**
     * A number without fraction.
     *
     * @throws InvalidRowException when the value is none, or does not fit into 64 bits
     */
    static long wholeNumber(String field, Object value) throws InvalidRowException {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        String expected = "a whole number";
        try {
            return number(field, expected, value).longValueExact();
        } catch (ArithmeticException e) {
            throw wrongType(field, expected, value);
        }
    }

    private static BigDecimal number(String field, String expected, Object value) throws InvalidRowException {
        if (value instanceof BigDecimal number) {
            return number;
        }
        String text = value instanceof BitText ? "" : Texts.of(field, value).strip();
        try {
            // A text of a million digits is not a number, and would take long to read as one.
            if (text.length() <= MOST_DIGITS) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrongType(field, expected, value);
    }

    private static Object bool(String field, Object value) throws InvalidRowException {
        if (value instanceof Boolean) {
            return value;
        }
        return switch (Texts.of(field, value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> throw wrongType(field, "true or false (also yes/no, y/n, t/f, on/off, 1/0)", value);
        };
    }

    static InvalidRowException wrongType(String field, String expected, Object value) {
        return new InvalidRowException(WRONG_TYPE, field, "expected " + expected + ", got " + ValueKind.of(value));
    }
}
