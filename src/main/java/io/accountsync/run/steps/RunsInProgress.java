package io.accountsync.run.steps;

import io.accountsync.config.Sentence;
import io.accountsync.run.Run;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunObservers;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.sync.RunMode;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.state.LeaseName;
import io.accountsync.state.StateLockedException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The runs that are in progress in this process, by their syncs, and how they end when it does. Safe for several threads. */
public final class RunsInProgress {
    private static final Logger LOG = LoggerFactory.getLogger(RunsInProgress.class);

    private final CamelContext context;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final RunObservers observers = new RunObservers();
    private volatile String ending;

    RunsInProgress(CamelContext context) {
        this.context = context;
    }

    /** The run of a sync that is in progress. */
    public Optional<Run> find(String sync) {
        return Optional.ofNullable(runs.get(sync));
    }

    /** Reports to this observer all that runs do from now on. */
    public void observe(RunObserver observer) {
        observers.add(observer);
    }

    /** All who observe runs. */
    public RunObservers observers() {
        return observers;
    }

    /**
     * Begins a run. One that begins while the process ends is stopped like those in progress, and waits for no lease.
     *
     * @throws RunStoppedException when the process ends
     */
    Run begin(Supplier<Run> opening) {
        requireNotEnding();
        Run run;
        try {
            run = opening.get();
        } catch (StateLockedException | RunStoppedException e) {
            requireNotEnding();
            throw e;
        }
        runs.put(place(run), run);
        if (ending != null) {
            run.stop(ending);
        }
        return run;
    }

    /** A session of a stream goes on beside a run of its sync. */
    private static String place(Run run) {
        return run.mode() == RunMode.STREAM
                ? LeaseName.ofSession(run.name(), run.id()).text()
                : run.name();
    }

    private void requireNotEnding() {
        if (ending != null) {
            throw new RunStoppedException(ending);
        }
    }

    /** A run is in progress no more. */
    void over(Run run) {
        runs.remove(place(run), run);
    }

    /** Gives a report to those who observe runs, and to the log. */
    public RunReport ended(RunReport report, boolean loginRefused) {
        observers.ended(report, loginRefused);
        String sync = report.sync() == null ? "" : " of sync " + report.sync();
        String end = report.runId() == null
                ? "A run" + sync + " ended " + report.status() + " before it began"
                : "Run " + report.runId() + sync + " ended " + report.status() + ": " + report.counts();
        LOG.atLevel(report.status() == RunStatus.SUCCEEDED ? Level.INFO : Level.WARN)
                .log(
                        "{}{}",
                        Sentence.closed(end),
                        report.message() == null ? "" : " " + Sentence.closed(report.message()));
        return report;
    }

    /** Stops all runs in progress: what is in flight is judged, nothing new is sent. */
    public void stop(String reason) {
        runs.values().forEach(run -> run.stop(reason));
    }

    /** The same since the process is to end, so that a run that is about to begin does not. */
    public void end(String reason) {
        ending = reason;
        stop(reason);
        OrgComponent.existing(context).ifPresent(org -> org.pauses().end(reason));
    }

    /** Whether the process ends, and stops its runs for that. */
    public boolean isEnding() {
        return ending != null;
    }

    /** Runs may begin again, after a restart of the context. */
    void reopen() {
        ending = null;
    }

    /** Ends all runs, and gives up calls that got no answer by half the time that a process has for its end. */
    public void endInTime(String reason) {
        end(reason);
        if (!runs.isEmpty()) {
            LOG.info("Stopping, after the calls in flight, {}: {}", String.join(", ", runs.keySet()), reason);
            ShutdownStrategy shutdown = context.getShutdownStrategy();
            long most = shutdown.getTimeUnit().toMillis(shutdown.getTimeout());
            ifAnyAfter(most / 2, this::abandonCalls);
            ifAnyAfter(most - most / 12, () -> {
                LOG.warn("Gave up waiting for {} to end.", String.join(", ", runs.keySet()));
                cutOff(reason);
            });
        }
    }

    private void ifAnyAfter(long millis, Runnable work) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> {
            if (!runs.isEmpty()) {
                work.run();
            }
        });
    }

    /** Ends all calls of this process to Salesforce that got no answer yet, and makes none from then on. */
    public void abandonCalls() {
        OrgComponent.existing(context).ifPresent(OrgComponent::abandonCalls);
    }

    /** Writes the end of runs that do not end by themselves, just before the process does. */
    public void cutOff(String reason) {
        runs.values().forEach(run -> run.state()
                .runs()
                .end(run.id(), RunStatus.STOPPED.name(), reason, run.counts().byColumn()));
    }
}
