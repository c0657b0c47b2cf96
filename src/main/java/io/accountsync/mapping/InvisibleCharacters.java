package io.accountsync.mapping;

import java.util.Locale;

/**
 * Characters that nobody sees and that make another key: Salesforce removes blanks around a value, but no space that does not
 * break, and none that has no width.
 */
final class InvisibleCharacters {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** Behind ASCII, whose blanks Salesforce removes, and which has no other such characters. */
    private static final int FIRST_OTHER = 0x80;

    private InvisibleCharacters() {}

    /**
     * Refuses a key with such a character: it is never changed without anybody knowing.
     *
     * @throws InvalidRowException names the character, not the key
     */
    static void refuse(String field, String key) throws InvalidRowException {
        for (int i = 0; i < key.length(); i += Character.charCount(key.codePointAt(i))) {
            int character = key.codePointAt(i);
            if (character < FIRST_OTHER) {
                continue;
            }
            boolean isEnd = i == 0 || i + Character.charCount(character) == key.length();
            if (isEnd && isOtherBlank(character) || isFormat(character, isEnd)) {
                throw new InvalidRowException(
                        "INVISIBLE_CHARACTER",
                        field,
                        "the key has an invisible character, " + name(character)
                                + ", which makes it another key in Salesforce; remove it at the source or in the source query");
            }
        }
    }

    private static boolean isOtherBlank(int character) {
        return Character.isSpaceChar(character) || Character.isWhitespace(character);
    }

    /** Scripts and emoji are joined by two of them, within a word. */
    private static boolean isFormat(int character, boolean isEnd) {
        boolean joins = character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
        return Character.getType(character) == Character.FORMAT && (isEnd || !joins);
    }

    private static String name(int character) {
        return String.format(
                Locale.ROOT,
                "U+%04X (%s)",
                character,
                Character.getName(character).toLowerCase(Locale.ROOT));
    }
}
