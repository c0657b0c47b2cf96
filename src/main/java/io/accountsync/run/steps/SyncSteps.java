package io.accountsync.run.steps;

import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.run.Failures;
import io.accountsync.run.Phase;
import io.accountsync.run.Run;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunObservers;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.compare.Comparison;
import io.accountsync.run.compare.ReadAhead;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.SourceRows;
import io.accountsync.run.decide.SendOrder;
import io.accountsync.run.send.Batch;
import io.accountsync.run.send.BatchRecorder;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.RunMode;
import io.accountsync.run.sync.SyncSettings;
import io.accountsync.run.sync.Syncs;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.CollectionRecord;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.state.RefreshTokenChains;
import io.accountsync.state.RunLog;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.StateLockedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What the engine routes call, a method for each step that they name. The bean {@code syncEngine}; the variables {@code
 * sync} (name), {@code mode}, {@code run} and {@code batch} carry what belongs to one run.
 */
public final class SyncSteps extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(SyncSteps.class);

    private final CamelContext context;
    private final Clock clock;
    private final Map<String, Run> running = new ConcurrentHashMap<>();
    private final RunObservers observers = new RunObservers();
    private Syncs syncs;
    private StateDatabase database;
    private RefreshTokenChains refreshTokens;
    private volatile String ending;

    public SyncSteps(CamelContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /**
     * Takes the lease, makes sure of org and state, and says from where to read: variables {@code run}, {@code reading},
     * {@code sending}, {@code order}, {@code since}.
     */
    public void begin(Exchange exchange, @Variable("sync") String sync) throws SalesforceException {
        RunBeginning beginning = beginning();
        Run run = open(() -> beginning.open(sync, mode(exchange)));
        run.limit(exchange.getVariable("limit", 0L, Long.class));
        exchange.setVariable("run", run);
        prepare(exchange, beginning, run);
    }

    private static void prepare(Exchange exchange, RunBeginning beginning, Run run) throws SalesforceException {
        Reading reading = beginning.prepare(run);
        exchange.setVariable("reading", reading);
        SendOrder order = beginning.prepareSending(reading);
        exchange.setVariable("sending", order.sending());
        exchange.setVariable("order", order);
        exchange.setVariable("since", reading.since().sqlValue());
    }

    /** Reads the rows in the body to their end and keeps what differs from what Salesforce has. */
    public void compare(@Variable("reading") Reading reading, @Body Object body) {
        Run run = reading.run();
        run.progress().enter(Phase.COMPARE);
        SourceRows source = new SourceRows(body);
        if (source.areWholeFile()) {
            reading.readsWholeFile();
        }
        try (SourceReading rows = new SourceReading(context, reading, new ReadAhead(source))) {
            new Comparison(reading).read(rows.rows());
            rows.note().ifPresent(note -> run.findings().note(note));
        }
    }

    /** Leaves the newest row of each key, and adds parked records that are due. */
    public void settle(@Variable("sending") Sending sending) throws SalesforceException {
        sending.run().progress().enter(Phase.DECIDE);
        new RunDecision(sending).settle();
    }

    /**
     * Settles what is sent, and in which order; holds the run back when that is more than anybody approved. One that only
     * plans gets that plan in the variable {@code heldBack}.
     */
    public void decide(Exchange exchange, @Variable("sending") Sending sending) throws SalesforceException {
        new RunDecision(sending).decide().ifPresent(plan -> exchange.setVariable("heldBack", plan));
        sending.run().progress().enter(Phase.SEND);
    }

    /** Whether there is another wave to send: parents go before their children. */
    public boolean nextWave(@Variable("order") SendOrder order) {
        return order.next();
    }

    /** How the wave goes, the last part of a route's id: {@code wave} or {@code bulk}. */
    public String way(@Variable("order") SendOrder order) {
        return order.way().name().toLowerCase(Locale.ROOT);
    }

    /** The batches of the current wave. */
    public Iterator<Batch> batches(@Variable("order") SendOrder order) {
        return order.batches();
    }

    /** Notes in the state what is about to be sent, so that a crash leaves no doubt about what is in doubt. */
    public void note(@Variable("batch") Batch batch) {
        BatchRecorder.note(batch);
    }

    /** Leaves out what is not ours to write in records that are there already. */
    public void leaveOut(@Variable("batch") Batch batch) {
        batch.leaveOut();
    }

    /** Whether the batch has something to send still. */
    public boolean hasNextCall(@Variable("batch") Batch batch) {
        return batch.hasNextCall();
    }

    /** Makes the next call's body and headers, when it is time for it. */
    public void prepareCall(Exchange exchange, @Variable("batch") Batch batch) {
        leaveSilentHost(exchange.getContext());
        String object = batch.run().sync().mapping().object();
        List<CollectionRecord> records = batch.nextCall().stream()
                .map(batch::payload)
                .map(payload -> new CollectionRecord(object, payload))
                .toList();
        exchange.getMessage().setBody(records);
        // What Salesforce answered last must not go back to it as a request header.
        exchange.getMessage().removeHeaders("Sforce-*");
        exchange.getMessage().setHeader(SalesforceEndpointConfig.SOBJECT_NAME, object);
        exchange.getMessage()
                .setHeader(
                        SalesforceEndpointConfig.SOBJECT_EXT_ID_NAME,
                        batch.run().sync().mapping().externalId());
        // Without this header camel-salesforce turns the whole body into a text to look for it there.
        exchange.getMessage().setHeader(SalesforceEndpointConfig.ALL_OR_NONE, "false");
        SyncSettings settings = batch.run().settings();
        // Salesforce's own default is to run the rules.
        exchange.getMessage().setHeader("Sforce-Auto-Assign", settings.autoAssign() ? "TRUE" : "FALSE");
        if (settings.allowDuplicates()) {
            exchange.getMessage().setHeader("Sforce-Duplicate-Rule-Header", "allowSave=true");
        }
    }

    /** The org may live at another host by now. */
    static void leaveSilentHost(CamelContext context) {
        if (context.hasComponent("salesforce") instanceof OrgComponent org) {
            org.leaveSilentHost();
        }
    }

    /** Judges the answer to a call, or the exception that came instead. */
    public void judge(Exchange exchange, @Variable("batch") Batch batch) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        if (thrown == null) {
            batch.judge(exchange.getMessage().getBody());
            return;
        }
        if (Failures.isLoginRefused(thrown)) {
            batch.run().refuseLogin();
        }
        batch.judge(CallError.ofThrown(thrown));
    }

    /** Writes the batch's outcomes to the state. */
    public void record(@Variable("batch") Batch batch) {
        BatchRecorder.record(batch);
    }

    /** Ends one batch that met an error which is nobody's answer: the run sends nothing more, and tells it at its end. */
    public void abandonBatch(Exchange exchange, @Variable("run") Run run) {
        run.fail(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** Checks the accounting, moves the cursor, writes the report. */
    public RunReport complete(@Variable("sending") Sending sending) {
        Run run = sending.run();
        run.progress().enter(Phase.COMPLETE);
        RunReport report = new RunCompletion(clock).complete(sending);
        return ended(report, run.loginRefused());
    }

    /** Ends a run that an exception broke off. */
    public RunReport breakOff(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.debug("run broken off", thrown);
        Run run = exchange.getVariable("run", Run.class);
        if (run == null) {
            RunReport nothing = RunReport.ofNothing(
                    exchange.getVariable("sync", String.class), mode(exchange), clock.instant(), thrown);
            return ended(nothing, Failures.isLoginRefused(thrown));
        }
        RunReport report = new RunCompletion(clock)
                .breakOff(
                        run,
                        exchange.getVariable("reading", Reading.class),
                        exchange.getVariable("sending", Sending.class),
                        thrown);
        return ended(report, run.loginRefused());
    }

    /** Makes sure of the org and says from where to read, for a run that only plans: the variables of {@link #begin}. */
    public void beginPlan(Exchange exchange, @Variable("run") Run run) throws SalesforceException {
        prepare(exchange, beginning(), run);
    }

    /** By which a run that is no run of rows calls Salesforce. */
    public Calls calls(Run run) {
        return beginning().calls(run);
    }

    /** Takes the lease for what reads as a run does and writes nothing; the state knows it by a word of its own. */
    public Run beginReading(String sync, RunMode mode, String word) {
        RunMode chosen = mode == null ? syncs().get(sync).settings().mode() : mode;
        Run run = open(() -> beginning().open(sync, chosen, word, true));
        return run;
    }

    /** Ends it. */
    public void endReading(Run run, boolean done) {
        running.remove(run.name());
        try (Run ending = run) {
            RunStatus status = done ? RunStatus.SUCCEEDED : RunStatus.FAILED;
            ending.state()
                    .runs()
                    .end(run.id(), status.name(), null, run.counts().byColumn());
        }
    }

    /** Begins what writes to the org without reading rows: it has the lease, and ends with the process. */
    public Run beginAdopting(String sync) {
        return open(() -> beginning().open(sync, RunMode.INCREMENTAL, RunLog.ADOPT, false));
    }

    private RunBeginning beginning() {
        return new RunBeginning(context, syncs(), database(), observers, () -> ending != null, clock);
    }

    /** One that begins while the process is told to end is stopped like those that go on, and waits for no lease. */
    private Run open(Supplier<Run> opening) {
        requireNotEnding();
        Run run;
        try {
            run = opening.get();
        } catch (StateLockedException | RunStoppedException e) {
            requireNotEnding();
            throw e;
        }
        running.put(run.name(), run);
        if (ending != null) {
            run.stop(ending);
        }
        return run;
    }

    private void requireNotEnding() {
        if (ending != null) {
            throw new RunStoppedException(ending);
        }
    }

    /** Ends that; the message says why it was not all, and may be null. */
    public void endAdopting(Run run, RunStatus status, String message) {
        running.remove(run.name());
        try (Run ending = run) {
            ending.state()
                    .runs()
                    .end(run.id(), status.name(), message, run.counts().byColumn());
        }
    }

    /** The run of a sync that goes on in this process now. */
    public Optional<Run> running(String sync) {
        return Optional.ofNullable(running.get(sync));
    }

    /**
     * Stops all runs of this process, since it is to end: what is in flight is judged, nothing new is sent, and a run that is
     * about to begin does not.
     */
    public void endRuns(String reason) {
        ending = reason;
        stopRuns(reason);
    }

    /** Stops the runs that go on now: what is in flight is judged, nothing new is sent. */
    public void stopRuns(String reason) {
        running.values().forEach(run -> run.stop(reason));
    }

    /** Ends all calls of this process to Salesforce that got no answer yet, and makes none from then on. */
    public void abandonCalls() {
        if (context.hasComponent("salesforce") instanceof OrgComponent org) {
            org.abandonCalls();
        }
    }

    /** Stops all runs, and gives up calls that got no answer by half the time that a process has for its end. */
    public void endRunsInTime(String reason) {
        endRuns(reason);
        if (!running.isEmpty()) {
            LOG.info("Stopping, after the calls in flight, {}: {}", String.join(", ", running.keySet()), reason);
            long most = context.getShutdownStrategy()
                    .getTimeUnit()
                    .toMillis(context.getShutdownStrategy().getTimeout());
            whileRunning(most / 2, this::abandonCalls);
            whileRunning(most - most / 12, () -> {
                LOG.warn("Gave up waiting for {} to end.", String.join(", ", running.keySet()));
                cutOff(reason);
            });
        }
    }

    private void whileRunning(long afterMillis, Runnable work) {
        CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS).execute(() -> {
            if (!running.isEmpty()) {
                work.run();
            }
        });
    }

    /** Writes the end of runs that do not end by themselves, just before the process does. */
    public void cutOff(String reason) {
        running.values().forEach(run -> run.state()
                .runs()
                .end(run.id(), RunStatus.STOPPED.name(), reason, run.counts().byColumn()));
    }

    /** Tells this observer of all that runs do from now on. */
    public void observe(RunObserver observer) {
        observers.add(observer);
    }

    /** When a run of this sync, here or elsewhere, last came to its end; empty when none did. */
    public Optional<Instant> lastSuccess(String sync) {
        return new RunLog(database()).lastSuccess(sync);
    }

    /** How old the last success of a sync may be; zero for any age. */
    public Duration maxStaleness(String sync) {
        return syncs().get(sync).settings().maxStaleness();
    }

    /** The API calls that the org has left of its 24 hours, as its latest answer told; empty before the first. */
    public OptionalLong callsRemaining() {
        return context.hasComponent("salesforce") instanceof OrgComponent org
                ? org.usage().latest().stream()
                        .mapToLong(reading -> reading.limit() - reading.used())
                        .findFirst()
                : OptionalLong.empty();
    }

    /** The names of all syncs. */
    public List<String> syncNames() {
        return syncs().names();
    }

    /** What a sync does and when it runs by itself, in a line. */
    public String describe(String sync) {
        return syncs().describe(sync, clock.instant());
    }

    /** Whether the sync files have been read: not when one of them is no YAML. */
    public synchronized boolean hasSyncs() {
        return syncs != null;
    }

    /** The most calls that any sync may have in flight. */
    public int mostInFlight() {
        return syncs().all().stream()
                .mapToInt(sync -> sync.settings().inFlight())
                .max()
                .orElse(1);
    }

    /** All syncs, compiled when first asked for. */
    public synchronized Syncs syncs() {
        if (syncs == null) {
            syncs = Syncs.in(context, clock);
        }
        return syncs;
    }

    /** The rotated refresh tokens in the state, which is opened where it is not yet. */
    public synchronized RefreshTokenChains refreshTokens() {
        if (refreshTokens == null) {
            refreshTokens = new RefreshTokenChains(database());
        }
        return refreshTokens;
    }

    public synchronized StateDatabase database() {
        if (database == null) {
            database = StateDatabase.open(Settings.of(context), clock);
        }
        return database;
    }

    private RunReport ended(RunReport report, boolean loginRefused) {
        running.remove(report.sync());
        observers.ended(report, loginRefused);
        LOG.atLevel(report.status() == RunStatus.SUCCEEDED ? Level.INFO : Level.WARN)
                .log(
                        "{}{}",
                        Sentence.closed("Run " + report.runId() + " of sync " + report.sync() + " ended "
                                + report.status() + ": " + report.counts()),
                        report.message() == null ? "" : " " + Sentence.closed(report.message()));
        return report;
    }

    /** What the caller asked for; null for what the keys say. */
    private static RunMode mode(Exchange exchange) {
        return exchange.getVariable("mode", RunMode.class);
    }

    @Override
    protected void doStart() {
        ending = null;
    }

    @Override
    protected void doStop() {
        if (database != null) {
            database.close();
            database = null;
            refreshTokens = null;
        }
    }
}
