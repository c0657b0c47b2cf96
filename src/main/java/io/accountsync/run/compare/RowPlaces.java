package io.accountsync.run.compare;

import io.accountsync.source.PlacedRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers rows in the order in which they are read, and says of a number where its row is: the numbers of rows of a file
 * hold its line, so that nothing is kept for each row. Used by one thread at a time.
 */
public final class RowPlaces {
    private static final int LINE_BITS = 40;
    private static final long LINES = (1L << LINE_BITS) - 1;

    private final List<String> files = new ArrayList<>();
    private long read;

    /** The number of the row that was read last; greater than those of the rows before. */
    public long next(Object row) {
        read++;
        if (!(row instanceof PlacedRow placed) || placed.file() == null || placed.line() == 0) {
            return (long) files.size() << LINE_BITS | read;
        }
        boolean isAnother = files.isEmpty() || !placed.file().equals(files.get(files.size() - 1));
        if (isAnother) {
            files.add(placed.file());
        }
        return (long) files.size() << LINE_BITS | placed.line();
    }

    /** Where the row with this number is: file and line, or which of all rows it is. */
    public String of(long number) {
        int file = (int) (number >> LINE_BITS);
        return file == 0
                ? "row " + (number & LINES) + " of the source"
                : files.get(file - 1) + ", line " + (number & LINES);
    }
}
