package io.accountsync.init;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.ColumnText;
import io.accountsync.mapping.CursorForm;
import io.accountsync.mapping.FieldTrial;
import io.accountsync.source.TableFacts;
import io.accountsync.source.UnreadableValue;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What speaks for a column as the key, and what against it.
 *
 * @param rows that were read
 * @param without how many of them have no value in it
 * @param repeated how many have the value of another row, as Salesforce compares them
 * @param fit of its values and the External ID field
 * @param looksLikeOne whether its values could be keys: no times, fractions or lists
 * @param database what the catalog says of it; null for nothing
 */
record KeyEvidence(String column, int rows, int without, int repeated, Fit fit, boolean looksLikeOne, String database) {
    /** So many rows prove little. */
    private static final int FEW = 20;

    static KeyEvidence of(String column, Look look, FieldTrial trial) {
        List<Look.Value> values = look.values(column);
        Set<String> seen = new HashSet<>();
        int repeated = 0;
        for (Look.Value value : values) {
            if (looksLikeOne(value.value())) {
                repeated += seen.add(trial.keyOf(value.value())) ? 0 : 1;
            }
        }
        return new KeyEvidence(
                column,
                look.rows().size(),
                look.rows().size() - values.size(),
                repeated,
                Fit.of(values, trial),
                ColumnText.of(column).isPresent()
                        && values.stream().allMatch(value -> looksLikeOne(value.value()))
                        && !areTimes(values),
                database(column, look.table()));
    }

    private static String database(String column, Optional<TableFacts> table) {
        if (table.isEmpty()) {
            return null;
        }
        if (table.get().primaryKey().equals(List.of(column))) {
            return "the primary key";
        }
        return table.get().unique().contains(column) ? "has a unique index" : null;
    }

    /** Whether a value could be a key; what could not be read, for one, cannot. */
    static boolean looksLikeOne(Object value) {
        boolean isFraction = value instanceof Number number && number.doubleValue() != Math.rint(number.doubleValue());
        return !isFraction
                && !(value instanceof Boolean
                        || value instanceof Date
                        || value instanceof Temporal
                        || value instanceof UnreadableValue
                        || value instanceof Map<?, ?>
                        || value instanceof Collection<?>
                        || value.getClass().isArray());
    }

    private static boolean areTimes(List<Look.Value> values) {
        return !values.isEmpty()
                && values.stream()
                        .allMatch(value -> value.value() instanceof String text
                                && CursorForm.of(text).isPresent());
    }

    /** Whether every row that was read has a value of its own in it, or where none was the database makes sure of it. */
    boolean isCandidate() {
        return looksLikeOne && without == 0 && repeated == 0 && fit.isGood() && (rows > 0 || database != null);
    }

    boolean isPrimaryKey() {
        return "the primary key".equals(database);
    }

    /** What was seen of it, for people. */
    String text() {
        List<String> parts = new ArrayList<>();
        if (database != null) {
            parts.add(database);
        }
        if (rows == 0) {
            parts.add("no row was read");
        } else if (without == 0 && repeated == 0) {
            parts.add("unique in " + Quantity.of(rows, "row") + ", none without a value"
                    + (rows < FEW ? " (so few rows prove little)" : ""));
        }
        if (without > 0) {
            parts.add(Quantity.of(without, "row has no value", "rows have no value"));
        }
        if (repeated > 0) {
            parts.add(Quantity.of(repeated, "row has the value of another row", "rows have the value of another row"));
        }
        if (!fit.isGood()) {
            parts.add(fit.mistake());
        }
        return String.join(", ", parts);
    }
}
