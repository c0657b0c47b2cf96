package io.accountsync.mapping;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The right-hand side of a mapping: a value computed from one row. Safe for several threads. */
interface RowExpression {
    /**
     * The value for this row, of whatever type the column has; null when the column is null.
     *
     * @param row a map whose keys ignore case
     * @throws InvalidRowException when the expression fails for this row
     */
    Object evaluate(Map<String, ?> row) throws InvalidRowException;

    /** What of a row the expression reads. */
    Set<ColumnPath> paths();

    /** The columns that the expression names. */
    default Set<String> columns() {
        return paths().stream().map(ColumnPath::column).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The text that stands around the columns, the same for every row; empty where there is none. */
    default String literals() {
        return "";
    }

    /** Whether every row gets the same text, as it stands in the mapping. */
    default boolean isConstant() {
        return false;
    }
}
