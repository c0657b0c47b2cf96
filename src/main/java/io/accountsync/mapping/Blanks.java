package io.accountsync.mapping;

/** The blanks around a key that do not count: those that Salesforce takes away around a value. Others make another key. */
final class Blanks {
    private Blanks() {}

    /** The key without them. */
    static String without(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isPlain(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isPlain(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isPlain(char character) {
        return character <= 0x7F && Character.isWhitespace(character);
    }
}
