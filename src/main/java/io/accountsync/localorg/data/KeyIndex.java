package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds records by the values of one field, compared as Salesforce compares them: trimmed, and by the field's case. */
final class KeyIndex {

    private final Field field;
    /** A lone Row for a value of one record, a set for several; most External IDs are unique. */
    private final Map<String, Object> rows = new HashMap<>();

    KeyIndex(Field field) {
        this.field = field;
    }

    /** The form in which a value is compared; null for null. */
    static String keyOf(Field field, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number) {
            return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
        }
        return field.comparable(value.toString());
    }

    List<Row> find(String key) {
        Object found = rows.get(key);
        if (found == null) {
            return List.of();
        }
        return found instanceof Row row ? List.of(row) : List.copyOf(several(found));
    }

    /** One record with that key, or null; cheaper than {@link #find} where the field is unique. */
    Row findAny(String key) {
        Object found = rows.get(key);
        return found == null || found instanceof Row
                ? (Row) found
                : several(found).iterator().next();
    }

    void add(Object value, Row row) {
        String key = keyOf(field, value);
        if (key == null) {
            return;
        }
        Object before = rows.putIfAbsent(key, row);
        if (before instanceof Row first) {
            rows.put(key, new LinkedHashSet<>(List.of(first, row)));
        } else if (before != null) {
            several(before).add(row);
        }
    }

    void remove(Object value, Row row) {
        String key = keyOf(field, value);
        Object found = key == null ? null : rows.get(key);
        if (found == row) {
            rows.remove(key);
        } else if (found != null && !(found instanceof Row)) {
            several(found).remove(row);
            if (several(found).isEmpty()) {
                rows.remove(key);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<Row> several(Object found) {
        return (Set<Row>) found;
    }
}
