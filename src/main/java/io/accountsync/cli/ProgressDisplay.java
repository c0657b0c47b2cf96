package io.accountsync.cli;

import io.accountsync.run.Count;
import io.accountsync.run.Phase;
import io.accountsync.run.Run;
import io.accountsync.run.SyncEngine;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on stderr how a run goes on: a bar on a terminal, else a line every ten seconds. */
final class ProgressDisplay implements AutoCloseable {
    private static final long BAR_MILLIS = 200;
    private static final long LINE_MILLIS = 10_000;

    private final SyncEngine engine;
    private final String sync;
    private final PrintStream err = System.err;
    private final ScheduledExecutorService timer;
    private ProgressBar bar;

    private ProgressDisplay(SyncEngine engine, String sync) {
        this.engine = engine;
        this.sync = sync;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    static ProgressDisplay start(SyncEngine engine, String sync) {
        ProgressDisplay display = new ProgressDisplay(engine, sync);
        boolean terminal = System.console() != null && System.getenv("TERM") != null;
        long period = terminal ? BAR_MILLIS : LINE_MILLIS;
        display.timer.scheduleAtFixedRate(
                terminal ? display::showBar : display::showLine, period, period, TimeUnit.MILLISECONDS);
        return display;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (bar != null) {
            bar.close();
        }
    }

    private void showBar() {
        engine.running(sync).ifPresent(run -> {
            if (run.phase() == Phase.SEND) {
                if (bar == null) {
                    bar = new ProgressBarBuilder()
                            .setTaskName("Sending")
                            .setInitialMax(run.toSend())
                            .setStyle(ProgressBarStyle.ASCII)
                            .showSpeed()
                            .build();
                }
                bar.stepTo(sent(run));
            } else if (run.phase() == Phase.COMPARE) {
                err.printf("\rComparing  %,d rows", run.counts().get(Count.READ));
                err.flush();
            }
        });
    }

    private void showLine() {
        engine.running(sync)
                .ifPresent(run -> err.println(
                        switch (run.phase()) {
                            case BEGIN -> "Beginning: asking the org and the source";
                            case COMPARE, DECIDE ->
                                String.format(
                                        "Comparing: %,d rows read", run.counts().get(Count.READ));
                            case SEND, COMPLETE ->
                                String.format("Sending: %,d of %,d records", sent(run), run.toSend());
                        }));
    }

    private static long sent(Run run) {
        return run.counts().get(Count.CREATED)
                + run.counts().get(Count.UPDATED)
                + run.counts().get(Count.CONFIRMED_ON_REPEAT)
                + run.counts().get(Count.REJECTED)
                + run.counts().get(Count.RETRY_LATER)
                + run.counts().get(Count.PARKED_SENT);
    }
}
