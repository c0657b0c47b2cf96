package io.accountsync.localorg.soql;

import io.accountsync.localorg.data.Conversion;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.FieldType;
import io.accountsync.localorg.schema.SalesforceId;
import io.accountsync.localorg.soql.Token.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** A literal of a condition as a value that compares with the field's own; both go through {@link #comparable}. */
final class FilterValue {

    private FilterValue() {}

    /** Null for the literal {@code null}; a {@link DateLiteral} for a relative date; else a comparable value. */
    static Object of(Field field, Token token, LocalDate today) {
        if (token.kind() == Kind.NAME && token.is("null")) {
            return null;
        }
        boolean date = field.type() == FieldType.DATE || field.type() == FieldType.DATETIME;
        if (date && token.kind() == Kind.NAME) {
            Optional<DateLiteral> literal = DateLiteral.parse(token.text(), today);
            if (literal.isPresent()) {
                return literal.get();
            }
        }
        boolean quoted = token.kind() == Kind.STRING;
        boolean wantsQuotes = !date && !field.type().isNumber() && field.type() != FieldType.BOOLEAN;
        Object converted = quoted == wantsQuotes ? convert(field, token.text()) : Conversion.UNFIT;
        if (converted == Conversion.UNFIT) {
            throw new SoqlException(
                    "INVALID_FIELD",
                    "value of filter criterion for field '" + field.name() + "' must be of type "
                            + field.type().apiName()
                            + (quoted && !wantsQuotes ? " and should not be enclosed in quotes" : "")
                            + (!quoted && wantsQuotes ? " and should be enclosed in quotes" : ""));
        }
        return comparable(field, converted);
    }

    /** Text without case unless the field is case sensitive, numbers as decimals, ids with 18 characters. */
    static Comparable<?> comparable(Field field, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number) {
            // 2 and 2.0 are one number: a list of values is looked through by equality.
            return new BigDecimal(value.toString()).stripTrailingZeros();
        }
        if (value instanceof Boolean bool) {
            return bool;
        }
        return switch (field.type()) {
            case ID, REFERENCE -> SalesforceId.parse(value.toString()).orElse(value.toString());
            case DATE, DATETIME -> value.toString();
            default ->
                field.spec().lookup().caseSensitive()
                        ? value.toString()
                        : value.toString().toLowerCase(Locale.ROOT);
        };
    }

    private static Object convert(Field field, String text) {
        if (field.type() == FieldType.MULTIPICKLIST && !text.isBlank()) {
            return Conversion.ofJson(field, text);
        }
        if (field.type() == FieldType.DATE
                || field.type() == FieldType.DATETIME
                || field.type().isNumber()
                || field.type() == FieldType.BOOLEAN) {
            return field.type().isDecimal() ? decimal(text) : Conversion.ofJson(field, text);
        }
        return text;
    }

    /** Without rounding to the field's scale, which only stored values undergo. */
    private static Object decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return Conversion.UNFIT;
        }
    }
}
