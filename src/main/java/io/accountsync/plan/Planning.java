package io.accountsync.plan;

import io.accountsync.check.CheckReport;
import io.accountsync.check.SyncChecks;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.Count;
import io.accountsync.run.CsvFile;
import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.rejected.CircularParents;
import io.accountsync.run.rejected.InvalidRowRetention;
import io.accountsync.run.rejected.UnresolvedRejection;
import io.accountsync.run.send.Sending;
import io.accountsync.run.steps.CommandRun;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.Plan;
import io.accountsync.state.RunLog;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Finds out what a run would do, by the phases of a run up to its decision. */
public final class Planning {
    private final CamelContext context;
    private final Engine engine;
    private final PlanSink sink;
    private final Optional<Path> csvFile;

    /**
     * Prepares plans.
     *
     * @param sink gets every record that would change, in the order of sending
     * @param csv a file for them; is replaced, readable by its owner only
     */
    public Planning(CamelContext context, PlanSink sink, Optional<Path> csv) {
        this.context = context;
        this.engine = Engine.of(context);
        this.sink = sink;
        this.csvFile = csv;
    }

    /**
     * Makes a plan. Nothing is sent, and the state stays as it is but for the plan of a guard, which can be approved.
     *
     * @param mode null for what the keys say
     * @param keys External IDs of which the notes are to say why they are not in the plan, when they are not
     * @throws RunStoppedException when a run is in progress, or no calls may be made now
     * @throws PlanFailedException when the source route or Salesforce failed
     * @throws Exception when a file cannot be written, or a key is wrong
     */
    public PlanReport plan(String sync, RunMode mode, Collection<String> keys) throws Exception {
        if (csvFile.isPresent()) {
            CsvFile.requireWritable(csvFile.get());
        }
        CheckReport check = check(sync);
        if (check.errors() > 0) {
            return PlanReport.refused(sync, check);
        }
        try (CommandRun command = CommandRun.reading(engine, sync, mode, RunLog.PLAN);
                Writer file = csvFile.isPresent() ? CsvFile.create(csvFile.get()) : Writer.nullWriter();
                PlanCsv csv = new PlanCsv(file, command.run().sync().mapping().externalId());
                ProducerTemplate template = context.createProducerTemplate()) {
            PlannedChanges changes = new PlannedChanges(keys, List.of(csv, sink));
            Exchange exchange = template.request("direct:sync-plan", request -> {
                // Not the variable "sync": an exception is ours, and no end of a run.
                request.setVariable("planned", sync);
                request.setVariable("run", command.run());
                request.setVariable("planning", changes);
            });
            if (exchange.getException() != null) {
                throw failure(command.run(), exchange.getException());
            }
            Plan heldBack = exchange.getVariable("heldBack", Plan.class);
            PlanReport report = report(exchange.getVariable("sending", Sending.class), heldBack, check, changes, keys);
            command.ends(RunStatus.SUCCEEDED, null);
            return report;
        }
    }

    private static Exception failure(Run run, Exception error) {
        run.fail(error);
        return run.failure().isEmpty() && !Failures.isStop(error)
                ? new RunStoppedException(run.stopReason().orElseThrow())
                : PlanFailedException.of(error);
    }

    /** Ends as a run would when the org cannot be asked or the source cannot be read. */
    private CheckReport check(String sync) throws Exception {
        try {
            return new SyncChecks(context).checkBeforeReading(sync);
        } catch (Exception e) {
            if (Failures.isStop(e)) {
                throw new RunStoppedException(Failures.describe(e));
            }
            throw PlanFailedException.of(e);
        }
    }

    private static PlanReport report(
            Sending sending, Plan heldBack, CheckReport check, PlannedChanges changes, Collection<String> keys) {
        Run run = sending.run();
        Reading reading = sending.reading();
        PlanPace pace = sending.path() == null ? null : PlanPace.of(run, sending.path());
        return new PlanReport(
                run.name(),
                reading.org(),
                run.sync().mapping().object(),
                check.findings().stream().filter(finding -> !finding.isError()).toList(),
                reading.since().readsAll(),
                totals(reading, changes),
                changes.fields(reading.mapper().orgFields()),
                changes.cascades(),
                sending.path(),
                pace == null ? null : pace.seconds(),
                pace == null ? null : pace.text(),
                heldBack,
                new InvalidRowRetention(reading)
                        .stopReason()
                        .or(() -> new UnresolvedRejection(reading, sending.payloads()).stopReason())
                        .or(() -> new CircularParents(reading, sending.payloads()).stopReason())
                        .orElse(null),
                new PlanNotes(reading, changes).about(keys));
    }

    private static Map<String, Long> totals(Reading reading, PlannedChanges changes) {
        Run run = reading.run();
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put(Totals.READ, run.counts().get(Count.READ));
        for (String name : List.of(
                Totals.CREATES,
                Totals.UPDATES,
                Totals.CLEARS,
                Totals.FLAGS,
                Totals.DELETES,
                Totals.LINKS,
                Totals.EDITED,
                Totals.SAME)) {
            totals.put(name, changes.count(name));
        }
        totals.put(Totals.UNCHANGED, run.counts().get(Count.UNCHANGED));
        totals.put(Totals.INVALID, run.counts().get(Count.INVALID));
        totals.put(Totals.DUPLICATE, run.counts().get(Count.DUPLICATE));
        totals.put(Totals.TOMBSTONES, run.counts().get(Count.TOMBSTONE));
        totals.put(Totals.MISSING, run.counts().get(Count.MISSING));
        totals.put(
                Totals.NOT_IN_SALESFORCE,
                run.counts().get(Count.NOT_IN_SALESFORCE) + changes.count(Totals.NOT_IN_SALESFORCE));
        totals.put(
                Totals.ALREADY_IN_SALESFORCE,
                run.counts().get(Count.ALREADY_IN_SALESFORCE) + changes.count(Totals.ALREADY_IN_SALESFORCE));
        for (String name : List.of(Totals.GONE, Totals.MERGED, Totals.FOLLOWED)) {
            totals.put(name, changes.count(name));
        }
        totals.put(Totals.STILL_REJECTED, run.counts().get(Count.STILL_REJECTED));
        totals.put(Totals.UNRESOLVED, reading.changes().counts().unresolved());
        totals.put(Totals.DEFERRED, changes.count(Totals.DEFERRED));
        totals.put(Totals.WAITING, reading.changes().counts().waiting());
        totals.put(Totals.API_CALLS, run.counts().get(Count.API_CALLS));
        return totals;
    }
}
