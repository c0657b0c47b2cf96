package io.accountsync.salesforce;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * The waits before repeats of calls that belong to no run: they end when the process is to end, and no call is repeated after
 * that. Safe for several threads.
 */
public final class ProcessPauses implements RetryLoop.Surroundings {
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile String reason;

    /** The process is to end: who waits goes on at once, and learns why. The first reason counts. */
    public void end(String why) {
        if (reason == null) {
            reason = why;
        }
        ending.countDown();
    }

    @Override
    public void beforeTry() throws SalesforceException {
        if (ending.getCount() == 0) {
            throw new CallRefusedException(reason);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CallRefusedException("The process was interrupted while it waited for Salesforce");
        }
    }

    @Override
    public void pause(Duration time) {
        try {
            ending.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
