package io.accountsync.run;

import io.accountsync.config.LogContext;
import io.accountsync.salesforce.CallFence;
import io.accountsync.state.LeaseLostException;
import io.accountsync.state.LeaseName;
import io.accountsync.state.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of a run while it goes on; a run that lost it must not write any more. When it was not renewed for as long
 * as it lasts, because the process stood still or the state did not answer, nobody knows whose it is: then it is renewed
 * before the run goes on, or the run ends.
 */
public final class LeaseKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Leases leases;
    private final String sync;
    private final LeaseName name;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private volatile Renewal last;
    private volatile String loss;
    private final CallFence fence;
    private final Supplier<Optional<String>> refusal = this::refusal;

    /** When a renewal was begun, by a clock that nobody sets and by one that goes on while the machine sleeps. */
    private record Renewal(long nanos, long millis) {}

    /**
     * Keeps a lease that was just acquired.
     *
     * @param sync by which name the state has it, see {@link LeaseName}
     * @param fence what it keeps calls back by when it may have ended
     */
    public LeaseKeeper(Leases leases, String sync, Clock clock, CallFence fence) {
        this.leases = leases;
        this.sync = sync;
        this.name = LeaseName.parse(sync);
        this.clock = clock;
        this.last = now();
        this.fence = fence;
        fence.add(refusal);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(LogContext.carried(task), "lease-" + sync);
            thread.setDaemon(true);
            return thread;
        });
        long period = leases.expiry().toMillis() / 4;
        timer.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    /** Why this run must not go on, in a sentence; empty as long as the lease is ours. */
    Optional<String> loss() {
        if (loss == null && isInDoubt()) {
            renewOrLose();
        }
        return Optional.ofNullable(loss);
    }

    /**
     * Why a run that failed does not matter any more: another process has its sync. Asks the state whoever had the lease last;
     * empty where it does not answer.
     */
    Optional<String> lossBehindFailure() {
        if (loss == null) {
            try {
                if (leases.isLost(sync)) {
                    loss = new LeaseLostException(sync, null).getMessage();
                }
            } catch (RuntimeException e) {
                LOG.debug("Who holds the lease of {} could not be read: {}", name, e.getMessage());
            }
        }
        return Optional.ofNullable(loss);
    }

    /** The same as {@link #loss} at once, without asking anybody: for a call that is about to leave. */
    private Optional<String> refusal() {
        if (loss == null && isInDoubt()) {
            return Optional.of("the lease of " + name + " was not renewed in time");
        }
        return Optional.ofNullable(loss);
    }

    /** Does something after a while, unless the lease was given back by then. */
    public void in(Duration time, Runnable work) {
        timer.schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives the lease back. If the state cannot be reached the lease ends by itself: that is no reason to lose a report. */
    @Override
    public void close() {
        timer.shutdownNow();
        fence.remove(refusal);
        try {
            leases.release(sync);
        } catch (RuntimeException e) {
            LOG.warn("The lease of {} could not be given back: {}", name, e.getMessage());
        }
    }

    private void renew() {
        try {
            tryToRenew();
        } catch (RuntimeException e) {
            // The next renewal may succeed; until the lease expires nobody else can take it.
            LOG.warn("The lease of {} could not be renewed: {}", name, e.getMessage());
        }
    }

    private synchronized void renewOrLose() {
        if (loss != null || !isInDoubt()) {
            return;
        }
        try {
            tryToRenew();
        } catch (RuntimeException e) {
            loss = "The lease of " + name + " could not be renewed for "
                    + leases.expiry().toSeconds() + " s, so that another process may carry on. " + e.getMessage();
        }
    }

    private void tryToRenew() {
        Renewal begun = now();
        if (leases.renew(sync)) {
            last = begun;
        } else {
            loss = new LeaseLostException(sync, null).getMessage();
        }
    }

    private boolean isInDoubt() {
        // Asked for every row, so that nothing is made for it.
        Renewal renewed = last;
        Duration longest = leases.expiry();
        return System.nanoTime() - renewed.nanos() >= longest.toNanos()
                || clock.millis() - renewed.millis() >= longest.toMillis();
    }

    private Renewal now() {
        return new Renewal(System.nanoTime(), clock.millis());
    }
}
