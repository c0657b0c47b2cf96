package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.config.ShownText;
import io.accountsync.run.Count;
import io.accountsync.run.Phase;
import io.accountsync.run.Run;
import io.accountsync.run.RunSnapshot;
import io.accountsync.run.steps.Engine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how a run goes on: a bar on a terminal, else a line every ten seconds. */
final class ProgressDisplay implements AutoCloseable {
    private final Engine engine;
    private final String sync;
    private final String label;
    private final PrintStream out;
    private final ScheduledExecutorService timer;
    private ProgressBar bar;
    private boolean comparing;

    private ProgressDisplay(Engine engine, String sync, String label, PrintStream out) {
        this.engine = engine;
        this.sync = sync;
        this.label = label;
        this.out = out;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Shows the run of a sync on stderr, in the way that suits it. */
    static ProgressDisplay start(Engine engine, String sync) {
        boolean terminal = System.console() != null && System.getenv("TERM") != null;
        return terminal
                ? bar(engine, sync, Terminal.err(), Duration.ofMillis(200))
                : lines(engine, sync, System.err, Duration.ofSeconds(10));
    }

    /** The same for one of several runs that go on at once: lines that begin with its name. */
    static ProgressDisplay startNamed(Engine engine, String sync) {
        ProgressDisplay display = new ProgressDisplay(engine, sync, sync + ": ", System.err);
        return display.every(Duration.ofSeconds(10), display::showLine);
    }

    static ProgressDisplay bar(Engine engine, String sync, PrintStream out, Duration period) {
        ProgressDisplay display = new ProgressDisplay(engine, sync, "", out);
        return display.every(period, display::showBar);
    }

    static ProgressDisplay lines(Engine engine, String sync, PrintStream out, Duration period) {
        ProgressDisplay display = new ProgressDisplay(engine, sync, "", out);
        return display.every(period, display::showLine);
    }

    private ProgressDisplay every(Duration period, Runnable show) {
        timer.scheduleAtFixedRate(show, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return this;
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
        } else if (comparing) {
            out.println();
        }
    }

    private void showBar() {
        engine.runs().find(sync).ifPresent(run -> {
            if (run.progress().phase() == Phase.COMPARE) {
                comparing = true;
                out.printf("\rComparing  %s", Quantity.of(run.counts().get(Count.READ), "row"));
                out.flush();
            } else if (run.progress().phase() == Phase.SEND) {
                bar(run).stepTo(sent(run));
                bar(run).setExtraMessage(ShownText.line(
                        run.watch().silence().map(text -> " " + text).orElse("")));
            }
        });
    }

    private ProgressBar bar(Run run) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Sending")
                    .setInitialMax(run.progress().inAll())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(out, 100))
                    // Else it is drawn only after a step: nobody would see that there is no answer, and a step that
                    // comes
                    // while it is drawn for the first time would never be shown.
                    .continuousUpdate()
                    .showSpeed()
                    .build();
        }
        return bar;
    }

    private void showLine() {
        engine.runs()
                .find(sync)
                .ifPresent(run -> out.println(ShownText.line(label
                        + line(run)
                        + run.watch().silence().map(text -> "; " + text).orElse(""))));
    }

    private static String line(Run run) {
        return switch (run.progress().phase()) {
            case BEGIN -> "Beginning: asking the org and the source";
            case COMPARE, DECIDE ->
                "Comparing: " + Quantity.of(run.counts().get(Count.READ), "row") + " read"
                        + (run.progress().sentEarly() == 0
                                ? ""
                                : ", " + Quantity.of(run.progress().sentEarly(), "record") + " sent");
            case SEND, COMPLETE ->
                String.format(
                        "Sending: %,d of %s",
                        sent(run), Quantity.of(run.progress().inAll(), "record"));
        };
    }

    private static long sent(Run run) {
        return RunSnapshot.sent(run.counts());
    }
}
