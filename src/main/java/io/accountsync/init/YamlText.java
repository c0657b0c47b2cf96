package io.accountsync.init;

import io.accountsync.config.ShownText;
import java.util.List;
import java.util.stream.Collectors;

/** Texts that people chose, in a sync file. */
final class YamlText {
    private YamlText() {}

    /** In double quotes. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The first of them, each as it is shown, and how many more there are. */
    static String listed(List<String> texts, int most) {
        String first = texts.stream().limit(most).map(YamlText::shown).collect(Collectors.joining(", "));
        return texts.size() > most ? first + " and " + (texts.size() - most) + " more" : first;
    }

    /** On one line, without what a terminal or a comment would take for something else. */
    static String shown(String text) {
        return ShownText.line(text);
    }
}
