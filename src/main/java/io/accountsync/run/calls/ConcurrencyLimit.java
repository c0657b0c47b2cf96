package io.accountsync.run.calls;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Bounds the calls of one run that are in flight; the pool of senders bounds those of all runs together. When Salesforce says
 * that too much goes on at once the bound is halved, and grows again by one for each few answers without that.
 */
public final class ConcurrencyLimit {
    private static final long LOOK_UP_MILLIS = 200;

    /** Answers without a complaint before the bound grows. */
    private static final int CLEAR = 10;

    private final int most;
    private int bound;
    private int inFlight;
    private int clear;

    ConcurrencyLimit(int most) {
        this.most = most;
        this.bound = most;
    }

    /**
     * Waits for a place.
     *
     * @param stopping looked at while waiting
     * @return false when the run is stopping: there is no place then
     */
    public synchronized boolean enter(BooleanSupplier stopping) {
        try {
            while (!stopping.getAsBoolean()) {
                if (inFlight < bound) {
                    inFlight++;
                    return true;
                }
                TimeUnit.MILLISECONDS.timedWait(this, LOOK_UP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    public synchronized void leave() {
        inFlight--;
        notifyAll();
    }

    /** Takes what an answer says of the load: {@code crowded} when it complained of locks or of concurrent requests. */
    public synchronized void answered(boolean crowded) {
        if (crowded) {
            bound = Math.max(1, bound / 2);
            clear = 0;
        } else if (bound < most && ++clear >= CLEAR) {
            bound++;
            clear = 0;
            notifyAll();
        }
    }

    /** How many calls may be in flight now. */
    synchronized int bound() {
        return bound;
    }
}
