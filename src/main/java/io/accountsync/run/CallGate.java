package io.accountsync.run;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Bounds the calls of one run that are in flight; the pool of senders bounds those of all runs together. */
final class CallGate {
    private static final long LOOK_UP_MILLIS = 200;

    private final Semaphore places;

    CallGate(int inFlight) {
        this.places = new Semaphore(inFlight, true);
    }

    /**
     * Waits for a place.
     *
     * @param stopping looked at while waiting
     * @return false when the run is stopping: there is no place then
     */
    boolean enter(BooleanSupplier stopping) {
        try {
            while (!stopping.getAsBoolean()) {
                if (places.tryAcquire(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    void leave() {
        places.release();
    }
}
