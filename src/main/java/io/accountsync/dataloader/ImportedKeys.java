package io.accountsync.dataloader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of a properties file, each with a comment that says where it is from. */
final class ImportedKeys {
    private record Key(String value, String comment) {}

    private final Map<String, Key> all = new LinkedHashMap<>();
    private final List<String> hints = new ArrayList<>();

    /** Sets a key; one that has another value already stays as it is, and false is returned. */
    boolean set(String key, String value, String comment) {
        Key before = all.putIfAbsent(key, new Key(value, comment));
        return before == null || before.value().equals(value);
    }

    /** Adds a line of comment at the end: what a person has to set. */
    void hint(String text) {
        if (!hints.contains(text)) {
            hints.add(text);
        }
    }

    /** The file. */
    String text() {
        StringBuilder text = new StringBuilder("# Keys of account-sync, by account-sync import-dataloader.\n");
        all.forEach((key, value) -> text.append("\n# ")
                .append(value.comment())
                .append('\n')
                .append(key)
                .append('=')
                .append(escaped(value.value()))
                .append('\n'));
        if (!hints.isEmpty()) {
            text.append('\n');
        }
        hints.forEach(hint -> text.append("# ").append(hint).append('\n'));
        return text.toString();
    }

    private static String escaped(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }
}
