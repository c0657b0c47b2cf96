package io.accountsync.source;

/** A row that knows where it stands in a file, so that a report can name it. */
public interface PlacedRow {
    /** The file as the sync file names it; null when the row comes from none. */
    String file();

    /** The line that it begins in, counted from 1; 0 when the row comes from no file. */
    long line();
}
