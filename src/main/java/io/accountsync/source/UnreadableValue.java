package io.accountsync.source;

/**
 * Stands in a row where a column has no value that could be relied on. A row that is mapped with it is invalid; where the
 * column is not mapped, nobody looks at it.
 *
 * @param reason which column, why, and what to do, without contents of the row
 */
public record UnreadableValue(String reason) {
    /** It is not a value: whoever takes it for a text fails. */
    @Override
    public String toString() {
        throw new IllegalStateException("a column cannot be read");
    }
}
