package io.accountsync.run.calls;

/**
 * How many calls all runs of a process have in flight together: as many as that one of their syncs may which may have most. More
 * threads than that send batches, so that while some wait for an answer others note what they are about to send, or write what came
 * back. Safe for several threads.
 */
public final class CallPlaces {
    private int most;
    private int taken;

    /** A run may have so many. */
    synchronized void atLeast(int calls) {
        most = Math.max(most, calls);
    }

    /** Takes a place; false when there is none. */
    synchronized boolean take() {
        if (taken >= most) {
            return false;
        }
        taken++;
        return true;
    }

    /** Gives it back, and tells those who wait for one. */
    synchronized void giveBack() {
        taken--;
        notifyAll();
    }
}
