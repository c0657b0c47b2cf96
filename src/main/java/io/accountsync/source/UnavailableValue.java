package io.accountsync.source;

/**
 * Stands in a row where the source did not say a column's value: since the change left it as it was, which PostgreSQL does with large
 * values that are kept apart from their row, or since the table has no such column any more. A field that needs it is left out of what is
 * sent.
 *
 * @param column whose value is not known
 * @param isAbsent whether there is no such column
 */
public record UnavailableValue(String column, boolean isAbsent) {
    /** Of a value that did not change. */
    public UnavailableValue(String column) {
        this(column, false);
    }

    /** It is not a value: whoever takes it for a text fails. */
    @Override
    public String toString() {
        throw new IllegalStateException("a column has no value here");
    }
}
