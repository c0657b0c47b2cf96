package io.accountsync.run.steps;

import io.accountsync.run.Phase;
import io.accountsync.run.Run;
import io.accountsync.run.RunReport;
import io.accountsync.run.compare.Comparison;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.SourceRows;
import io.accountsync.run.decide.SendOrder;
import io.accountsync.run.deletions.DeletionFollowUp;
import io.accountsync.run.deletions.Deletions;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneChoice;
import io.accountsync.run.gone.GoneListing;
import io.accountsync.run.hanging.HangingRecords;
import io.accountsync.run.lost.ForeseenLosses;
import io.accountsync.run.lost.LostRecords;
import io.accountsync.run.send.Batch;
import io.accountsync.run.send.BatchRecorder;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.EagerRules;
import io.accountsync.run.sync.RunMode;
import java.util.Iterator;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * What the engine routes call, a method for each step that they name. The bean {@code syncEngine}; the variables {@code
 * sync} (name), {@code mode}, {@code run} and {@code batch} carry what belongs to one run.
 */
public final class SyncSteps {
    /** By this name routes know it. */
    public static final String BEAN = "syncEngine";

    /** The variable that is true where somebody wants this run whatever other syncs do. */
    public static final String ALONE = "alone";

    /** The variable with the turn of the sync, see {@link Turns}. */
    static final String TURN = "turn";

    private final Engine engine;

    public SyncSteps(Engine engine) {
        this.engine = engine;
    }

    Engine engine() {
        return engine;
    }

    /**
     * Begins a run, makes sure of org and state, and says from where to read: variables {@code run}, {@code reading}, {@code
     * sending}, {@code order}, {@code since}. Ends the route where another process has what the schedule started.
     */
    public void begin(Exchange exchange, @Variable("sync") String sync) throws SalesforceException {
        RunBeginning beginning = engine.beginning();
        Optional<Run> run = new RunStart(engine).begin(exchange, sync, mode(exchange), beginning);
        if (run.isPresent()) {
            exchange.setVariable("run", run.get());
            prepare(exchange, beginning, run.get());
            SnapshotOfRun.want(exchange, run.get());
            new LostRecords(exchange.getVariable("reading", Reading.class)).look();
        }
    }

    /** Makes sure of the org and says from where to read, for a run that only plans: the variables of {@link #begin}. */
    public void beginPlan(Exchange exchange, @Variable("run") Run run) throws SalesforceException {
        prepare(exchange, engine.beginning(), run);
        exchange.setVariable("lost", new ForeseenLosses(exchange.getVariable("reading", Reading.class)).look());
    }

    private static void prepare(Exchange exchange, RunBeginning beginning, Run run) throws SalesforceException {
        Reading reading = beginning.prepare(run);
        EagerRules.require(run.sync(), reading.mapper());
        exchange.setVariable("reading", reading);
        new DeletionFollowUp(exchange.getContext(), reading).run();
        SendOrder order = beginning.prepareSending(reading);
        exchange.setVariable("sending", order.sending());
        exchange.setVariable("order", order);
        exchange.setVariable("since", reading.since().sqlValue());
    }

    /**
     * Reads the rows in the body to their end and keeps what differs from what Salesforce has; sends of it meanwhile where {@code
     * sync.eager} asks for that.
     */
    public void compare(Exchange exchange, @Variable("sending") Sending sending) {
        Reading reading = sending.reading();
        Run run = reading.run();
        run.progress().enter(Phase.COMPARE);
        SnapshotOfRun.keep(exchange, run);
        SourceRows source = new SourceRows(
                exchange.getMessage().getBody(), "source route " + run.sync().sourceRoute());
        // A server that rows come from would otherwise have a say in the calls to Salesforce.
        exchange.getMessage().removeHeaders("*");
        if (source.areWholeFile()) {
            reading.readsWholeFile();
        }
        new GoneListing(engine.context(), reading).list();
        try (SourceReading rows = new SourceReading(engine.context(), reading, source.ahead())) {
            new EarlySending(engine.context(), sending).during(() -> new Comparison(reading).read(rows.rows()));
            rows.notes().forEach(note -> run.findings().note(note));
            rows.unasked().ifPresent(reading.absence()::leftRowsOut);
        }
    }

    /** Leaves the newest row of each key, and adds rejected records that are due. */
    public void settle(@Variable("sending") Sending sending) throws SalesforceException {
        sending.run().progress().enter(Phase.DECIDE);
        sending.run().outcomes().log().sourceIsRead();
        new RunDecision(sending).deduplicate();
    }

    /**
     * Decides what is sent, and in which order; holds the run back when that is more than anybody approved. One that only
     * plans gets that plan in the variable {@code heldBack}.
     */
    public void decide(Exchange exchange, @Variable("sending") Sending sending) throws SalesforceException {
        Gone gone = new GoneChoice(sending.reading()).choose();
        HangingRecords hanging = new HangingRecords(engine.syncs(), sending.reading());
        hanging.keepBeforeGuard(gone);
        exchange.setVariable("gone", gone);
        new RunDecision(sending).decide(gone).ifPresent(plan -> exchange.setVariable("heldBack", plan));
        hanging.keepAfterGuard(gone);
        if (sending.run().isPlanning()) {
            hanging.look(gone);
        }
        sending.run().progress().enter(Phase.SEND);
    }

    /** Whether there is another wave to send: parents go before their children. */
    public boolean nextWave(@Variable("order") SendOrder order) {
        return order.next();
    }

    /** By which route the wave goes, the last part of its id: {@code wave} or {@code bulk}. */
    public String way(@Variable("order") SendOrder order) {
        return order.api().route();
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

    /** By which operation of camel-salesforce its calls are made. */
    public String operation(@Variable("batch") Batch batch) {
        return batch.call().operation();
    }

    /** Makes the next call's body and headers. */
    public void prepareCall(Exchange exchange, @Variable("batch") Batch batch) {
        batch.call().prepare(exchange.getMessage(), batch::nextCall);
    }

    /** Judges the answer to a call, or the exception that came instead. */
    public void judge(Exchange exchange, @Variable("batch") Batch batch) {
        batch.judge(batch.call().answer(exchange, batch.inCall()));
    }

    /** Writes the batch's outcomes to the state. */
    public void record(@Variable("batch") Batch batch) {
        BatchRecorder.record(batch);
    }

    /** Ends one batch that met an error which is nobody's answer: the run sends nothing more, and reports it at its end. */
    public void abandonBatch(Exchange exchange, @Variable("run") Run run) {
        run.fail(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** Deletes records whose rows are gone, once children point elsewhere; not when the run is to stop. */
    public void delete(@Variable("sending") Sending sending, @Variable("gone") Gone gone) {
        Run run = sending.run();
        if (gone.areDeleted() && gone.count() > 0 && !run.isStopping()) {
            new HangingRecords(engine.syncs(), sending.reading()).lookBeforeCalls(gone);
        }
        if (gone.areDeleted() && gone.count() > 0 && !run.isStopping()) {
            new Deletions(engine.context(), engine.syncs(), sending).carryOut(run, gone);
        }
    }

    /** Checks the accounting, moves the cursor, writes the report. */
    public RunReport complete(Exchange exchange, @Variable("sending") Sending sending) {
        Run run = sending.run();
        run.progress().enter(Phase.COMPLETE);
        RunReport report = completion(exchange).complete(sending);
        engine.runs().over(run);
        return ended(exchange, report, run.loginRefused());
    }

    /** Whether what broke an exchange ends a run; what broke one that carries rows of a stream is told to whoever it comes from. */
    public boolean isRun(Exchange exchange) {
        return new BrokenRun(engine, exchange).isRun();
    }

    /**
     * Ends a run that an exception broke off.
     *
     * @throws Exception that very one, where it is of no run
     */
    public RunReport breakOff(Exchange exchange) throws Exception {
        BrokenRun broken = new BrokenRun(engine, exchange);
        return ended(exchange, broken.end(mode(exchange)), broken.isLoginRefused());
    }

    private RunReport ended(Exchange exchange, RunReport report, boolean loginRefused) {
        engine.runs().ended(report, loginRefused);
        engine.followed().ended(report);
        Turns.Turn turn = exchange.getVariable(TURN, Turns.Turn.class);
        if (turn != null) {
            turn.close();
        }
        return report;
    }

    private RunCompletion completion(Exchange exchange) {
        return new RunCompletion(engine.clock(), new RunStart(engine).concluding(exchange));
    }

    /** What the caller asked for; null for what the keys say. */
    private static RunMode mode(Exchange exchange) {
        return exchange.getVariable("mode", RunMode.class);
    }
}
