package io.accountsync.init;

/** Texts that people chose, in a sync file. */
final class YamlText {
    private YamlText() {}

    /** In double quotes. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** On one line, without what a terminal or a comment would take for something else. */
    static String shown(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
