package io.accountsync.init;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.NearestNames;
import io.accountsync.source.PlacedRow;
import io.accountsync.source.TableFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at the source showed.
 *
 * @param name of the file or table; null for a query
 * @param about how it is written or where it is, a line each
 * @param columns in their order
 * @param rows the first ones, by column
 * @param isWhole whether there are no others
 * @param notes what is odd about it, a sentence each
 * @param table what the database's catalog says; empty for files and queries
 * @param part what a sync file has for it
 */
public record Look(
        String name,
        List<String> about,
        List<Look.Column> columns,
        List<Map<String, Object>> rows,
        boolean isWhole,
        List<String> notes,
        Optional<TableFacts> table,
        SourcePart part) {
    /**
     * A column.
     *
     * @param type as the database calls it; empty in a file
     */
    public record Column(String name, String type) {}

    /**
     * A value of a column.
     *
     * @param place the row that has it, such as {@code line 3} or {@code row 2}
     */
    record Value(Object value, String place) {}

    /** The names of all columns. */
    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * The column that somebody named; case does not count.
     *
     * @throws ConfigurationException when there is none
     */
    String require(String option, String written) {
        List<String> columns = names();
        if (columns.contains(written)) {
            return written;
        }
        List<String> meant = columns.stream()
                .filter(column -> column.equalsIgnoreCase(written))
                .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw new ConfigurationException(option + ": the source has no column " + written + "; the nearest are "
                + String.join(
                        ", ",
                        NearestNames.some(written, columns, 3).stream()
                                .map(YamlText::shown)
                                .toList()));
    }

    /** The values of a column, without rows that have none. */
    List<Value> values(String column) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Object value = rows.get(i).get(column);
            if (value != null && !(value instanceof String text && text.isBlank())) {
                values.add(new Value(value, place(i)));
            }
        }
        return values;
    }

    private String place(int row) {
        return rows.get(row) instanceof PlacedRow placed && placed.line() > 0
                ? "line " + placed.line()
                : "row " + (row + 1);
    }
}
