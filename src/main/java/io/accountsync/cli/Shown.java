package io.accountsync.cli;

import io.accountsync.config.ShownText;
import java.util.Formattable;
import java.util.Formatter;
import org.jline.utils.WCWidth;

/**
 * A value of a line: escaped, perhaps coloured, and filled up by the width that it has on a terminal, where some characters
 * take two columns and some none.
 *
 * @param text escaped
 * @param colour null for none
 */
record Shown(String text, Colour colour) implements Formattable {
    private static final String CUT = "…";

    /** The values of a format as they may be shown: numbers as they are. */
    static Object[] all(Object... values) {
        Object[] shown = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            boolean isMade = value instanceof Number || value instanceof Shown || value instanceof Character;
            shown[i] = isMade ? value : new Shown(ShownText.line(String.valueOf(value)), null);
        }
        return shown;
    }

    /** How many columns a text takes. */
    static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /** The text in so many columns; with three points at its end where it is cut. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int left = columns - 1;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            left -= Math.max(0, WCWidth.wcwidth(character));
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(character);
            i += Character.charCount(character);
        }
        return cut + CUT;
    }

    @Override
    public void formatTo(Formatter formatter, int flags, int width, int precision) {
        String filling = " ".repeat(Math.max(0, width - width(text)));
        boolean left = (flags & java.util.FormattableFlags.LEFT_JUSTIFY) != 0;
        formatter.format("%s", (left ? "" : filling) + this + (left ? filling : ""));
    }

    @Override
    public String toString() {
        return colour == null ? text : colour.on() + text + colour.off();
    }
}
