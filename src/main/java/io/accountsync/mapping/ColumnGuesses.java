package io.accountsync.mapping;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Guesses what the columns are called that fields of an org come from, no name twice. */
final class ColumnGuesses {
    private final Set<String> given = new TreeSet<>();

    /** A guess, different from all before. */
    String of(String field) {
        String name = field.replaceFirst("__[cr]$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
        String column = name;
        for (int i = 2; !given.add(column); i++) {
            column = name + "_" + i;
        }
        return column;
    }
}
