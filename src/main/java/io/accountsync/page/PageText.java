package io.accountsync.page;

import java.util.Locale;

/**
 * Texts of others on a page: whatever they look like, they are text. What no reader sees, or what turns the direction of all that
 * follows, is named instead: control characters, ends of lines, bidirectional controls, halves of a character.
 */
final class PageText {
    /** In words of some scripts, and in emoji. */
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PageText() {}

    /** Between tags. */
    static String html(String text) {
        return escaped(text, "<span class=\"odd\">", "</span>");
    }

    /** In an attribute between double quotes, or in a title, where no tag can be. */
    static String plain(String text) {
        return escaped(text, "[", "]");
    }

    private static String escaped(String text, String before, String after) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> {
                    if (isOdd(c)) {
                        html.append(before)
                                .append(String.format(Locale.ROOT, "U+%04X", c))
                                .append(after);
                    } else {
                        html.appendCodePoint(c);
                    }
                }
            }
        });
        return html.toString();
    }

    /** Whether a reader would not see it, or would see the others wrongly. */
    static boolean isOdd(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }
}
