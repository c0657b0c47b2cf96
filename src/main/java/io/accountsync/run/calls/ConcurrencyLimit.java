package io.accountsync.run.calls;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Bounds the calls of one run that are in flight, within what all runs together may have, see {@link CallPlaces}. When Salesforce says
 * that too much goes on at once the bound is halved, and grows again by one for each few answers without that.
 */
public final class ConcurrencyLimit {
    private static final long LOOK_UP_MILLIS = 200;

    /** Answers without a complaint before the bound grows. */
    private static final int CLEAR = 10;

    /** Of all runs; whoever holds its lock may look at ours, too. */
    private final CallPlaces all;

    private final int most;
    private int bound;
    private int inFlight;
    private int clear;

    ConcurrencyLimit(int most, CallPlaces all) {
        this.all = all;
        this.most = most;
        this.bound = most;
        all.atLeast(most);
    }

    /**
     * Waits for a place.
     *
     * @param stopping looked at while waiting
     * @return false when the run is stopping: there is no place then
     */
    public boolean enter(BooleanSupplier stopping) {
        synchronized (all) {
            try {
                while (!stopping.getAsBoolean()) {
                    if (inFlight < bound && all.take()) {
                        inFlight++;
                        return true;
                    }
                    TimeUnit.MILLISECONDS.timedWait(all, LOOK_UP_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }
    }

    public void leave() {
        synchronized (all) {
            inFlight--;
            all.giveBack();
        }
    }

    /** Takes what an answer says of the load: {@code crowded} when it complained of locks or of concurrent requests. */
    public void answered(boolean crowded) {
        synchronized (all) {
            if (crowded) {
                bound = Math.max(1, bound / 2);
                clear = 0;
            } else if (bound < most && ++clear >= CLEAR) {
                bound++;
                clear = 0;
                all.notifyAll();
            }
        }
    }

    /** How many calls may be in flight now. */
    int bound() {
        synchronized (all) {
            return bound;
        }
    }
}
