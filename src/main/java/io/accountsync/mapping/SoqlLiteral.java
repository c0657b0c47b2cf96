package io.accountsync.mapping;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/** How a condition of a SOQL query writes the values of a field: numbers as they are, everything else in quotes. */
public enum SoqlLiteral {
    TEXT {
        @Override
        public String of(String value) {
            StringBuilder quoted = new StringBuilder("'");
            for (int i = 0; i < value.length(); i++) {
                quoted.append(escaped(value.charAt(i)));
            }
            return quoted.append('\'').toString();
        }
    },
    NUMBER {
        @Override
        public String of(String value) {
            BigDecimal number;
            try {
                number = new BigDecimal(value.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a value of a number field that is not a number", e);
            }
            if (Math.abs((long) number.scale()) > LONGEST) {
                throw new IllegalArgumentException("a number that no field holds");
            }
            return number.toPlainString();
        }
    };

    /** The types of describe, see "Primitive Data Types" and "Field Types" in the SOAP API Developer Guide. */
    private static final Set<String> NUMBERS = Set.of("int", "long", "double", "currency", "percent");

    /** Written out, 1E999999999 would fill the memory. */
    private static final long LONGEST = 400;

    /** For a field of this type, as describe names it. */
    public static SoqlLiteral ofType(String type) {
        return NUMBERS.contains(String.valueOf(type).toLowerCase(Locale.ROOT)) ? NUMBER : TEXT;
    }

    /**
     * A value as a condition takes it. It cannot end the literal, whatever characters it has.
     *
     * @throws IllegalArgumentException when the field is a number and the value is not; the message does not have the value
     */
    public abstract String of(String value);

    /** The sequences of "Quoted String Escape Sequences" in the SOQL reference. */
    private static String escaped(char character) {
        return switch (character) {
            case '\\', '\'', '"' -> "\\" + character;
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> String.valueOf(character);
        };
    }
}
