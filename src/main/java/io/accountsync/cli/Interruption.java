package io.accountsync.cli;

import io.accountsync.run.RunReport;
import io.accountsync.run.steps.RunsInProgress;
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
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REASON = "interrupted; the next run carries on.";
    private static final Map<String, Integer> EXIT_CODES = Map.of("HUP", 129, "INT", 130, "TERM", 143);

    private final Duration patience;
    private final PrintStream err;
    private final JsonDocument document;
    private final ProcessEnd process;
    private final Map<String, Object> before = new LinkedHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private RunsInProgress stoppable;
    private int exitCode;

    /** How a process ends. */
    interface ProcessEnd {
        /** In order. */
        void exit(int code);

        /** At once. */
        void halt(int code);
    }

    /** @param document ended before the process is */
    Interruption(JsonDocument document) {
        this(PATIENCE, System.err, document, new ProcessEnd() {
            @Override
            public void exit(int code) {
                System.exit(code);
            }

            @Override
            public void halt(int code) {
                Runtime.getRuntime().halt(code);
            }
        });
    }

    /** @param patience how long calls in flight are waited for; as long again, all but some seconds, their results may take */
    Interruption(Duration patience, PrintStream err, JsonDocument document, ProcessEnd process) {
        this.patience = patience;
        this.err = err;
        this.document = document;
        this.process = process;
    }

    /** From now on signals come here. */
    void begin() {
        if (before.isEmpty()) {
            EXIT_CODES.forEach((signal, code) -> before.put(signal, Signals.register(signal, () -> signalled(code))));
        }
    }

    /** The process has come so far that a run can be stopped. */
    synchronized void stops(RunsInProgress runs) {
        stoppable = runs;
    }

    /** What the report says, and what the process ends with: a run that completed by itself keeps its own. */
    RunReport exitCodeIn(RunReport report) {
        return report.withExitCode(exitCode(report.exitCode(), report.message()));
    }

    /** What the process ends with: its own exit code, unless a signal is why it ended. */
    synchronized int exitCode(int own, String message) {
        return exitCode != 0 && message != null && message.contains(REASON) ? exitCode : own;
    }

    void signalled(int code) {
        RunsInProgress runs;
        synchronized (this) {
            if (exitCode != 0) {
                process.halt(code);
                return;
            }
            exitCode = code;
            runs = stoppable;
        }
        if (runs == null) {
            String message = "Interrupted before a run began: nothing was sent.";
            err.println(message);
            inThread(() -> {
                document.end(code, message);
                process.exit(code);
            });
            return;
        }
        runs.end(REASON);
        inThread(() -> endInTime(runs, code));
    }

    private void endInTime(RunsInProgress runs, int code) {
        try {
            if (ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            err.println("The run has not ended for " + patience.toSeconds()
                    + " s: calls without an answer are given up, and their records are in doubt.");
            runs.abandonCalls();
            if (!ended.await(patience.toMillis() - patience.toMillis() / 6, TimeUnit.MILLISECONDS)) {
                err.println("Gave up waiting for the run to end.");
                // Whatever the run waits for, such as a state that does not answer, may keep these from ending, too.
                Thread last = inThread(() -> {
                    document.end(code, REASON);
                    runs.cutOff(REASON);
                });
                last.join(patience.toMillis() / 12);
                process.halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread inThread(Runnable work) {
        Thread thread = new Thread(work, "interruption");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        ended.countDown();
        before.forEach(Signals::unregister);
        before.clear();
    }
}
