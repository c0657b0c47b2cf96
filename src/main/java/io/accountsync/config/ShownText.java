package io.accountsync.config;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;

/**
 * Text of others on its way to people: values, keys, names of orgs and files, Salesforce's messages. What a terminal would obey, what
 * changes the order of what is read, and what nobody sees is written as JSON escapes it, such as {@code \n} and {@code \u202e},
 * so that nobody can fake a line, hide a text or turn it around. The one place that decides what that is.
 */
public final class ShownText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int VARIATION_SELECTOR = 0xFE0F;
    private static final boolean CRLF = System.lineSeparator().equals("\r\n");

    /** Letters and marks by their type, that have no width or no form. */
    private static final Set<Integer> WITHOUT_FORM =
            Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0);

    /** Of these scripts no word has a joiner, so that one in it only makes another word that looks the same. */
    private static final Set<UnicodeScript> NEVER_JOINED = Set.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL);

    private ShownText() {}

    /** A text that is part of a line: line ends and tabs are escaped, too. Empty for null. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** A text of whole lines: line ends and tabs stay. Empty for null. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** A key: blanks at its ends that are not ASCII make another key, and are escaped as well. Null stays null. */
    public static String key(String key) {
        if (key == null || isPlain(key)) {
            return key;
        }
        StringBuilder shown = new StringBuilder(key.length() + 16);
        for (int i = 0; i < key.length(); i++) {
            char character = key.charAt(i);
            boolean isEnd = i == 0 || i == key.length() - 1;
            boolean isOtherBlank = character > '~' && Character.isSpaceChar(character);
            shown.append(isEnd && isOtherBlank ? escape(character) : String.valueOf(character));
        }
        return line(shown.toString());
    }

    private static String escaped(String text, boolean keepsLines) {
        if (text == null || isPlain(text)) {
            return text == null ? "" : text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        int before = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int next = i + Character.charCount(character);
            int after = next < text.length() ? text.codePointAt(next) : 0;
            boolean isLineEnd = character == '\n' || character == '\t' || character == '\r' && after == '\n' && CRLF;
            if (keepsLines && isLineEnd || !isHarmful(before, character, after)) {
                shown.appendCodePoint(character);
            } else {
                text.substring(i, next).chars().forEach(part -> shown.append(escape(part)));
            }
            before = character;
            i = next;
        }
        return shown.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmful(int before, int character, int after) {
        if (character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER) {
            return !isJoined(before) || !isJoined(after);
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> WITHOUT_FORM.contains(character) || isReserved(character);
        };
    }

    /** Tags, variation selectors of ideographs, and what is no character at all. */
    private static boolean isReserved(int character) {
        return character >= 0xE0000 && character <= 0xE0FFF
                || character >= 0xFDD0 && character <= 0xFDEF
                || (character & 0xFFFE) == 0xFFFE;
    }

    /** Words of some scripts, and emoji, are joined. */
    private static boolean isJoined(int character) {
        return character == VARIATION_SELECTOR
                || character > 0xFF
                        && !NEVER_JOINED.contains(UnicodeScript.of(character))
                        && !isHarmful(0, character, 0);
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", character);
        };
    }
}
