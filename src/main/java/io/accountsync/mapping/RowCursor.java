package io.accountsync.mapping;

import io.accountsync.source.RowColumn;
import java.util.Map;
import java.util.Set;

/**
 * The cursor of a row.
 *
 * @param column that has it; null for a sync without cursor
 * @param type what the column holds; null without one
 */
record RowCursor(RowColumn column, CursorType type) {
    /** @param column its name, or null */
    static RowCursor of(String column, CursorType type) {
        return new RowCursor(column == null ? null : new RowColumn(column), type);
    }

    /**
     * The cursor as a number that sorts as the column does; 0 for a sync without cursor.
     *
     * @throws InvalidRowException when the row has none, or none of this type
     */
    long read(Map<String, ?> row) throws InvalidRowException {
        if (column == null) {
            return 0;
        }
        Object value = RowExpressions.readable(column.of(row));
        if (value == null || value instanceof String text && text.isBlank()) {
            throw new InvalidRowException(
                    "CURSOR_MISSING",
                    null,
                    "the cursor column " + column.name()
                            + " is null; give such rows a value in the source query, as with coalesce");
        }
        try {
            return type.read(column.name(), value);
        } catch (InvalidRowException e) {
            throw ColumnAdvice.add(e, row, Set.of(column.name()), type.fieldType());
        }
    }

    /** The cursor of a row that is invalid; the least of all where it has none that can be read. */
    long inInvalid(Map<String, ?> row) {
        try {
            return read(row);
        } catch (InvalidRowException e) {
            return Long.MIN_VALUE;
        }
    }
}
