package io.accountsync.run;

import io.accountsync.config.Sentence;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether and why a run is to end before its time. Safe for several threads. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private final LeaseKeeper lease;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private String stopReason;
    private Throwable failure;
    private boolean finished;
    private volatile boolean loginRefused;

    Ending(LeaseKeeper lease) {
        this.lease = lease;
    }

    /** The first reason counts; one that comes when everything is done does not. */
    synchronized void stop(String reason) {
        if (stopReason == null && !finished) {
            stopReason = Sentence.closed(reason);
        }
        stopping.countDown();
    }

    /**
     * Keeps an error, the first one. One that says that the run must not go on stops it. So does any other when the lease is
     * lost: whatever broke then, another process carries on, and nobody has to fix anything.
     */
    void fail(Throwable error) {
        Optional<String> loss = Failures.isStop(error) ? Optional.empty() : lease.lossBehindFailure();
        synchronized (this) {
            if (Failures.isLoginRefused(error)) {
                refuseLogin();
            }
            if (Failures.isStop(error)) {
                stop(Failures.describe(error));
            } else if (loss.isPresent()) {
                LOG.debug("failed without its lease", error);
                stop(loss.get());
            } else if (failure == null) {
                failure = error;
            }
            stopping.countDown();
        }
    }

    /** All that was to be done is done and written: from now on nothing stops it any more, nor did anything before. */
    synchronized void finish() {
        finished = true;
        stopReason = null;
    }

    void refuseLogin() {
        loginRefused = true;
    }

    boolean isLoginRefused() {
        return loginRefused;
    }

    /** Whether nothing new may be sent, as when the lease was lost. */
    boolean hasBegun() {
        if (stopping.getCount() > 0) {
            lease.loss().ifPresent(this::stop);
        }
        return stopping.getCount() == 0;
    }

    /** Waits, but not longer than until it begins. */
    void pause(Duration time) {
        try {
            stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop("interrupted");
        }
    }

    synchronized Optional<String> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }
}
