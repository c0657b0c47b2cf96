package io.accountsync.cli;

import io.accountsync.run.RunReport;
import io.accountsync.run.SyncEngine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Lets Ctrl-C or SIGTERM stop a run instead of cutting it off: what is in flight is judged and written, the report is
 * printed, and the process ends with 130 or 143. Calls that get no answer are given up in time, so that all of it is done
 * within a minute. The second signal ends the process at once, which harms no more than a kill.
 */
final class Interruption implements AutoCloseable {
    private static final String REASON = "interrupted; the next run carries on";
    private static final Map<String, Integer> EXIT_CODES = Map.of("HUP", 129, "INT", 130, "TERM", 143);

    private final Duration patience;
    private final PrintStream err;
    private final Map<String, Object> before = new LinkedHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private SyncEngine engine;
    private int exitCode;

    /** From now on signals come here. */
    static Interruption begin() {
        Interruption interruption = new Interruption(Duration.ofSeconds(30), System.err);
        EXIT_CODES.forEach((signal, code) ->
                interruption.before.put(signal, Signals.register(signal, () -> interruption.signalled(code))));
        return interruption;
    }

    /** What a command does while signals come here; answers its exit code. */
    @FunctionalInterface
    interface Work {
        int run(Interruption interruption) throws Exception;
    }

    /** Does something that {@link #stops} what it runs; a signal that cut it short is what the process ends with. */
    static int during(Work work) throws Exception {
        try (Interruption interruption = begin()) {
            int own = work.run(interruption);
            return own == 0 ? own : interruption.exitCodeOr(own);
        }
    }

    private synchronized int exitCodeOr(int own) {
        return exitCode == 0 ? own : exitCode;
    }

    /** @param patience how long calls in flight are waited for; as long again, all but some seconds, their results may take */
    Interruption(Duration patience, PrintStream err) {
        this.patience = patience;
        this.err = err;
    }

    /** The process has come so far that a run can be stopped. */
    synchronized void stops(SyncEngine runs) {
        engine = runs;
    }

    /** What the report says, and what the process ends with: a run that came to its end by itself keeps its own. */
    synchronized RunReport exitCodeIn(RunReport report) {
        return exitCode != 0 && REASON.equals(report.message()) ? report.withExitCode(exitCode) : report;
    }

    synchronized void signalled(int code) {
        if (exitCode != 0) {
            Runtime.getRuntime().halt(code);
        }
        exitCode = code;
        if (engine == null) {
            err.println("Interrupted before a run began: nothing was sent.");
            inThread(() -> System.exit(code));
            return;
        }
        engine.stopRuns(REASON);
        inThread(() -> endInTime(engine, code));
    }

    private void endInTime(SyncEngine runs, int code) {
        try {
            if (ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            err.println("No answer to the calls in flight for " + patience.toSeconds()
                    + " s: they are given up, and their records are in doubt.");
            runs.abandonCalls();
            if (!ended.await(patience.toMillis() - patience.toMillis() / 6, TimeUnit.MILLISECONDS)) {
                err.println("Gave up waiting for the run to end.");
                runs.cutOff(REASON);
                Runtime.getRuntime().halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void inThread(Runnable work) {
        Thread thread = new Thread(work, "interruption");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        ended.countDown();
        before.forEach(Signals::unregister);
    }
}
