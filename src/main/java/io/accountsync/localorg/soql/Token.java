package io.accountsync.localorg.soql;

/**
 * One word of a query.
 *
 * @param text names as written, strings without quotes and escapes
 * @param position index of its first character in the query
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        NAME,
        STRING,
        /** A number, date or moment: what begins with a digit or sign. */
        LITERAL,
        SYMBOL,
        END
    }

    boolean is(String word) {
        return kind != Kind.STRING && text.equalsIgnoreCase(word);
    }
}
