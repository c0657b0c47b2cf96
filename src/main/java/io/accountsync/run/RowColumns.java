package io.accountsync.run;

import io.accountsync.config.ConfigurationException;
import io.accountsync.mapping.Mapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.util.CaseInsensitiveMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Checks, when the first row is there, that it has the columns that the mapping reads. */
final class RowColumns {
    private RowColumns() {}

    /**
     * Refuses a mapping that names a column which the rows lack.
     *
     * @param first a row of a source whose rows all have the same columns; of JSON, where each object may have others, only
     *     key and cursor are asked for, row by row
     * @throws ConfigurationException naming file, field, column and the nearest column that there is
     */
    static void require(Mapping mapping, Map<?, ?> first) {
        if (first instanceof CaseInsensitiveMap) {
            return;
        }
        List<String> mistakes = new ArrayList<>();
        mapping.columns().forEach((column, field) -> {
            if (!first.containsKey(column)) {
                mistakes.add(mapping.file() + ": " + field + " reads the column " + column
                        + ", which the rows lack; did " + "you mean " + nearest(column, first) + "?");
            }
        });
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(
                    String.join("\n", mistakes) + "\nThe rows have: " + String.join(", ", names(first)) + ".");
        }
    }

    private static String nearest(String column, Map<?, ?> row) {
        return names(row).stream()
                .min(Comparator.comparingInt(name -> LevenshteinDistance.getDefaultInstance()
                        .apply(name.toLowerCase(Locale.ROOT), column.toLowerCase(Locale.ROOT))))
                .orElse("");
    }

    private static List<String> names(Map<?, ?> row) {
        return row.keySet().stream().map(String::valueOf).toList();
    }
}
