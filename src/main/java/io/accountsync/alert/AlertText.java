package io.accountsync.alert;

/** Text for receivers that take so many characters and no more, and that could be led astray by those that nobody sees. */
final class AlertText {
    private static final String CUT = "…";

    private AlertText() {}

    /** The text in one line. */
    static String line(Object text, int most) {
        return cut(visible(String.valueOf(text).replaceAll("\\s+", " ")), most);
    }

    /** The text with its lines. */
    static String lines(Object text, int most) {
        return cut(visible(String.valueOf(text)), most);
    }

    /** What Slack reads as a mention or a link, as text: it knows no other characters of that kind. */
    static String escapedForSlack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean isHidden = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            visible.appendCodePoint(isHidden && c != '\n' ? '\uFFFD' : c);
        });
        return visible.toString();
    }

    /** Never in the middle of a character that Java keeps in two. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
