package io.accountsync.run;

import io.accountsync.state.Leases;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the lease of a run while it goes on; a run that lost it must not write any more. */
final class LeaseKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Leases leases;
    private final String sync;
    private final ScheduledExecutorService timer;
    private volatile boolean lost;

    /** Keeps a lease that was just acquired. */
    LeaseKeeper(Leases leases, String sync) {
        this.leases = leases;
        this.sync = sync;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease-" + sync);
            thread.setDaemon(true);
            return thread;
        });
        long period = leases.expiry().toMillis() / 4;
        timer.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    /** Whether somebody else has the lease now. */
    boolean isLost() {
        return lost;
    }

    /** Gives the lease back. If the state cannot be reached the lease ends by itself: that is no reason to lose a report. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            leases.release(sync);
        } catch (RuntimeException e) {
            LOG.warn("The lease of sync {} could not be given back: {}", sync, e.getMessage());
        }
    }

    private void renew() {
        try {
            if (!leases.renew(sync)) {
                lost = true;
            }
        } catch (RuntimeException e) {
            // The next renewal may succeed; until the lease expires nobody else can take it.
            LOG.warn("The lease of sync {} could not be renewed: {}", sync, e.getMessage());
        }
    }
}
