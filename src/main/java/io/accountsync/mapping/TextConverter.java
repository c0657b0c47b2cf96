package io.accountsync.mapping;

import io.accountsync.config.Quantity;

/**
 * Text within a length. Whether Salesforce counts an emoji as one character or two is not documented: a text is called
 * too long only when it is by either count, and is cut so that it fits by both.
 */
record TextConverter(String field, int length, boolean truncate, String remedy) implements ValueConverter {
    private static final String SHORTEN = "shorten it at the source or set tooLong: truncate";

    /** Of a key that is cut, another record would be left. */
    private static final String SHORTEN_KEY =
            "a key is never cut, so shorten it at the source or make the field longer in Salesforce";

    TextConverter(String field, int length, boolean truncate) {
        this(field, length, truncate, SHORTEN);
    }

    /** For a value that stands for a record. */
    static TextConverter ofKey(String field, int length) {
        return new TextConverter(field, length, false, SHORTEN_KEY);
    }

    @Override
    public Object convert(Object value) throws InvalidRowException {
        if (Lists.isList(value)) {
            throw new InvalidRowException(
                    "WRONG_TYPE",
                    field,
                    "expected a single value, got a list; set join: \"; \", or what else is to separate its entries, "
                            + "or take one of them in the source query");
        }
        String text = Texts.of(field, value);
        if (text.length() <= length) {
            return text;
        }
        if (truncate) {
            int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
            return text.substring(0, end);
        }
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        throw new InvalidRowException(
                "TOO_LONG",
                field,
                "the text has " + Quantity.of(text.length(), "character") + " and the field holds " + length + "; "
                        + remedy);
    }
}
