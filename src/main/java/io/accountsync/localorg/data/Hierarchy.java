package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Parents and theirs along a standard field such as Account.ParentId, where Salesforce lets no circle be. Lookups that an admin
 * has made may point in circles.
 */
final class Hierarchy {

    private static final int DEEPEST = 1000;

    /** Parents that records will have after this call, by field and record; an empty text for none. */
    private final Map<Field, Map<Row, String>> coming = new HashMap<>();

    /** Whether the record would become its own ancestor; child null for one that is not there yet. */
    boolean closesCircle(Table table, Field field, Row child, Row parent) {
        if (child == null || field.custom()) {
            return false;
        }
        Row ancestor = parent;
        for (int depth = 0; ancestor != null && depth < DEEPEST; depth++) {
            if (ancestor == child) {
                return true;
            }
            String next = parentOf(table, field, ancestor);
            ancestor = next.isEmpty() ? null : table.row(next);
        }
        return false;
    }

    /** Notes that the record is about to get that parent, or none for null. */
    void willHave(Field field, Row child, Object parentId) {
        coming.computeIfAbsent(field, any -> new HashMap<>()).put(child, Objects.toString(parentId, ""));
    }

    private String parentOf(Table table, Field field, Row row) {
        String soon = coming.getOrDefault(field, Map.of()).get(row);
        return soon != null ? soon : Objects.toString(table.written(row, field), "");
    }
}
