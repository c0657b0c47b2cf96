package io.accountsync.cli;

import io.accountsync.run.SyncEngine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Lets Ctrl-C or SIGTERM stop a run instead of cutting it off: what is in flight is judged and written, the report is
 * printed, and the process ends with 130 or 143. The second one ends the process at once, which harms no more than a kill.
 */
final class Interruption implements AutoCloseable {
    private static final long GRACE_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    Interruption(SyncEngine engine) {
        hook = new Thread(
                () -> {
                    endAtOnceOnTheNext("INT", 130);
                    endAtOnceOnTheNext("TERM", 143);
                    engine.stopRuns("interrupted; the next run carries on");
                    try {
                        if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                            System.err.println("Gave up waiting for the calls in flight.");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The JVM itself would let a second signal wait for the first. */
    private static void endAtOnceOnTheNext(String signal, int exitCode) {
        Signals.register(signal, () -> Runtime.getRuntime().halt(exitCode));
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is going down: the hook waits for what the command still prints.
            ended.countDown();
        }
    }
}
