package io.accountsync.run.compare;

import io.accountsync.source.PlacedRow;
import io.accountsync.source.SourceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers rows in the order in which they are read, and says of a number where its row is: the numbers of rows of a file
 * hold its line, so that nothing is kept for each row. Events of a stream have places of their own. Used by one thread at a time.
 */
public final class RowPlaces {
    private static final int LINE_BITS = 40;
    private static final long LINES = (1L << LINE_BITS) - 1;

    private final List<String> files = new ArrayList<>();
    private final Map<Long, String> events = new HashMap<>();
    private long read;

    /** The number of the row that was read last; greater than those of the rows before. */
    public long next(Object row) {
        read++;
        if (row instanceof SourceEvent event) {
            // A batch of a stream has few of them.
            events.put(read, event.place());
            return read;
        }
        if (!(row instanceof PlacedRow placed) || placed.file() == null || placed.line() == 0) {
            return (long) files.size() << LINE_BITS | read;
        }
        boolean isAnother = files.isEmpty() || !placed.file().equals(files.get(files.size() - 1));
        if (isAnother) {
            files.add(placed.file());
        }
        return (long) files.size() << LINE_BITS | placed.line();
    }

    /** Whether the row with this number came by itself. */
    boolean isEvent(long number) {
        return events.containsKey(number);
    }

    /** Where the row with this number is: file and line, or which of all rows it is. */
    public String of(long number) {
        String event = events.get(number);
        if (event != null) {
            return event;
        }
        int file = (int) (number >> LINE_BITS);
        return file == 0
                ? "row " + (number & LINES) + " of the source"
                : files.get(file - 1) + ", line " + (number & LINES);
    }
}
