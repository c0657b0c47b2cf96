package io.accountsync.localorg.bulk;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on Bulk jobs step by step, one step at a time, in the background. */
public final class BulkWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BulkWorker.class);

    private final BulkTiming timing;
    private final ScheduledExecutorService thread;

    /** Starts no thread before there is work. */
    public BulkWorker(BulkTiming timing) {
        this.timing = timing;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread worker = new Thread(work, "local-org-bulk");
            worker.setDaemon(true);
            return worker;
        });
    }

    /** Calls the step until it answers false. */
    void work(BooleanSupplier step) {
        schedule(step, timing.queued());
    }

    /** Stops at once; jobs stay as they are. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void schedule(BooleanSupplier step, Duration delay) {
        try {
            thread.schedule(() -> run(step), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the org is closed, its jobs stay unfinished");
        }
    }

    private void run(BooleanSupplier step) {
        try {
            if (step.getAsBoolean()) {
                schedule(step, timing.batch());
            }
        } catch (RuntimeException e) {
            LOG.error("the local org failed on a Bulk job", e);
        }
    }
}
