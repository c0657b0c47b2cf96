package io.accountsync.mapping;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** Chooses the converter for a field by what the org's describe says of it. */
final class ValueConverters {
    private ValueConverters() {}

    /**
     * The converter for a field.
     *
     * @return null when fields of this type cannot be written through the API
     */
    static ValueConverter forField(SObjectField field, boolean truncate) {
        String name = field.getName();
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
            case "date" -> value -> Dates.date(name, value);
            case "datetime" -> value -> Dates.dateTime(name, value);
            case "time" -> value -> Dates.time(name, value);
            default -> null;
        };
    }

    private static int length(SObjectField field) {
        return field.getLength() == null || field.getLength() == 0 ? Integer.MAX_VALUE : field.getLength();
    }

    private static Object decimal(String field, Object value) throws InvalidRowException {
        try {
            // Strips the exponent of 1E+3, which is a number to Java and a parse error to some readers of JSON.
            BigDecimal number = new BigDecimal(Texts.of(value).strip());
            return number.scale() < 0 ? number.setScale(0) : number;
        } catch (NumberFormatException e) {
            throw wrongType(field, "a number such as 1234.50", value);
        }
    }

    private static Object wholeNumber(String field, Object value) throws InvalidRowException {
        try {
            return new BigDecimal(Texts.of(value).strip()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrongType(field, "a whole number", value);
        }
    }

    private static Object bool(String field, Object value) throws InvalidRowException {
        if (value instanceof Boolean) {
            return value;
        }
        return switch (Texts.of(value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> throw wrongType(field, "true or false (also yes/no, y/n, t/f, on/off, 1/0)", value);
        };
    }

    static InvalidRowException wrongType(String field, String expected, Object value) {
        String shape = value instanceof String text
                ? "a text of " + text.length() + " characters"
                : "a " + value.getClass().getSimpleName();
        return new InvalidRowException("WRONG_TYPE", field, "expected " + expected + ", got " + shape);
    }
}
