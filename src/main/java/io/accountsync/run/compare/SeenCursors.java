package io.accountsync.run.compare;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.CursorType;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The greatest cursor among the rows of a run, without those that say nothing of when a row changed: a number that stands for
 * "never", such as 9999999999999, or a time beyond the source's own: such a row must not take the cursor to now, past rows
 * that are loaded later with honest times.
 */
public final class SeenCursors {
    /** Clocks differ, and rows change while a run goes on. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final CursorType type;
    private final long now;
    private final long latest;
    private Long greatest;
    private long beyond;
    private Long held;

    /**
     * For one run.
     *
     * @param type null for a sync without cursor
     * @param sourceTime the source's own time when the run began; null where no cursor is moved
     */
    SeenCursors(CursorType type, Instant sourceTime) {
        this.type = type;
        this.now = type == null || sourceTime == null ? Long.MAX_VALUE : type.at(sourceTime);
        this.latest = type == null || sourceTime == null ? Long.MAX_VALUE : type.at(sourceTime.plus(AHEAD));
    }

    void see(long cursor) {
        if (isNever(type, cursor) || cursor > latest) {
            beyond++;
        }
        if (!isNever(type, cursor) && cursor <= now && (greatest == null || cursor > greatest)) {
            greatest = cursor;
        }
    }

    /** Whether a cursor stands for no change at all. A counter that comes to it by itself is past it with the next row. */
    static boolean isNever(CursorType type, long cursor) {
        return type == CursorType.INTEGER
                && (cursor == Integer.MAX_VALUE
                        || cursor == Long.MAX_VALUE
                        || cursor == 99991231
                        || cursor == 99991231235959L
                        || isNines(cursor));
    }

    private static boolean isNines(long number) {
        long rest = number + 1;
        while (rest >= 10 && rest % 10 == 0) {
            rest /= 10;
        }
        return number >= 99_999_999 && rest == 1;
    }

    /** The greatest; null when there was none. */
    public Long greatest() {
        return greatest;
    }

    /** A row with that cursor is to be read again by the next run. Safe for several threads. */
    public synchronized void mustComeAgain(long cursor) {
        held = held == null ? cursor : Math.min(held, cursor);
    }

    /** The cursor that the next run must begin with at the latest; null when any will do. */
    public synchronized Long held() {
        return held;
    }

    /** What whoever reads the report should know of rows that lie beyond every sensible cursor. */
    public Optional<String> note(String column) {
        return beyond == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        type == CursorType.INTEGER
                                ? "%s a number in the cursor column %s that means \"never\". It does not "
                                        + "move the cursor, and changes are seen since every run reads such rows; better "
                                        + "select another number for them in the source query."
                                : "%s a time in the cursor column %s that lies in the future. It does not move "
                                        + "the cursor, and every run reads such rows; better correct them at the source.",
                        Quantity.of(beyond, "row has", "rows have"),
                        column));
    }
}
