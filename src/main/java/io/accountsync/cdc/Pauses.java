package io.accountsync.cdc;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** When the reading of changes waits: while its route is suspended, and after a failure. Whoever waits is woken at the end. */
final class Pauses {
    private static final long FIRST_SECONDS = 1;
    private static final long LAST_SECONDS = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean isSuspended;
    private boolean hasEnded;

    void begin() {
        change(() -> {
            isSuspended = false;
            hasEnded = false;
        });
    }

    void suspend() {
        change(() -> isSuspended = true);
    }

    void resume() {
        change(() -> isSuspended = false);
    }

    void end() {
        change(() -> hasEnded = true);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return hasEnded;
        } finally {
            lock.unlock();
        }
    }

    /** @throws InterruptedException when the end came */
    void awaitResumed() throws InterruptedException {
        lock.lock();
        try {
            while (isSuspended && !hasEnded) {
                changed.await();
            }
            requireGoingOn();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Twice as long after each failure, up to a minute; no longer once the route is resumed.
     *
     * @throws InterruptedException when the end came
     */
    void afterFailure(int attempt) throws InterruptedException {
        long seconds = Math.min(LAST_SECONDS, FIRST_SECONDS << Math.min(attempt - 1, 10));
        await(Duration.ofSeconds(seconds));
    }

    /** @throws InterruptedException when the end came */
    void await(Duration time) throws InterruptedException {
        lock.lock();
        try {
            if (!hasEnded) {
                changed.await(time.toMillis(), TimeUnit.MILLISECONDS);
            }
            requireGoingOn();
        } finally {
            lock.unlock();
        }
    }

    private void requireGoingOn() throws InterruptedException {
        if (hasEnded) {
            throw new InterruptedException("the reading of changes ends");
        }
    }
}
