package io.accountsync.run.decide;

import io.accountsync.run.Run;

/**
 * How many records of a sync were sent before. To count them reads all of them, so that a stream counts once a session, and again before it
 * is held back for a share of them. For one thread.
 */
public final class RecordsSentBefore {
    private static final long NONE = -1;

    private long session = NONE;
    private long records;
    private boolean isFresh;

    /** From now on what was counted before is not fresh. */
    void nextBatch() {
        isFresh = false;
    }

    /** How many they are, or were at the beginning of the session. */
    long count(Run run) {
        if (session != run.id()) {
            again(run);
        }
        return records;
    }

    /** Counts them once more, if that was not done for this batch. Says whether it did. */
    boolean again(Run run) {
        boolean isNew = !isFresh;
        if (isNew) {
            session = run.id();
            records = run.state().records().count();
            isFresh = true;
        }
        return isNew;
    }
}
