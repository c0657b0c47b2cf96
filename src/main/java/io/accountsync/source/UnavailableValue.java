package io.accountsync.source;

/**
 * Stands in a row where the source did not say a column's value, since the change left it as it was: what PostgreSQL does with large
 * values that are kept apart from their row. A field that needs it is left out of what is sent.
 *
 * @param column whose value is not known
 */
public record UnavailableValue(String column) {
    /** It is not a value: whoever takes it for a text fails. */
    @Override
    public String toString() {
        throw new IllegalStateException("a column has no value here");
    }
}
