package io.accountsync.source;

/**
 * How many rows are looked at, where looking at all would take too long or too much memory.
 *
 * @param cells in them, at most
 */
public record RowLimit(int cells) {
    /** Whatever number of columns they have. */
    public static final int ROWS = 10_000;

    static final int FETCHED = 1000;

    private static final int LEAST = 100;

    /** Rows with so many columns. */
    public int of(int columns) {
        return Math.max(LEAST, Math.min(ROWS, cells / Math.max(1, columns)));
    }
}
