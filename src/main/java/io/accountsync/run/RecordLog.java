package io.accountsync.run;

import java.util.List;

/**
 * Keeps for each record what became of it last, where other programs can join it with the rows. Whatever happens to it, a run goes
 * on: nothing here throws, and nothing waits but {@link #end}. Safe for several threads.
 */
public interface RecordLog {
    /** Keeps nothing. */
    RecordLog NONE = new RecordLog() {};

    /** Of several lines with one key the last stays. */
    default void add(List<RecordLine> lines) {}

    /** Whether anybody wants lines. */
    default boolean isKept() {
        return this != NONE;
    }

    /** The source is read to its end: a table next to it may be written from now on. Said again it changes nothing. */
    default void sourceIsRead() {}

    /** Waits until all lines are written, or it is known that they cannot be, and says so. */
    default void end(Findings findings) {}
}
