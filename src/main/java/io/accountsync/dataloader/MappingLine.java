package io.accountsync.dataloader;

import java.util.Arrays;
import java.util.List;

/**
 * A line of a mapping file: what comes from the source, and the fields that get it.
 *
 * @param source a column, several of them with commas between, or a constant in quotes
 * @param target a field, or several
 */
record MappingLine(int line, String source, String target) {
    boolean isConstant() {
        return source.length() > 1 && source.startsWith("\"") && source.endsWith("\"");
    }

    String constant() {
        return source.substring(1, source.length() - 1);
    }

    List<String> columns() {
        return split(source);
    }

    List<String> targets() {
        return split(target);
    }

    private static List<String> split(String names) {
        return Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
