package io.accountsync.plan;

import io.accountsync.check.CheckReport;
import io.accountsync.check.SyncChecks;
import io.accountsync.config.Sentence;
import io.accountsync.mapping.OrgField;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.Count;
import io.accountsync.run.CsvFile;
import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.rejected.InvalidRowRetention;
import io.accountsync.run.rejected.UnresolvedRejection;
import io.accountsync.run.send.Sending;
import io.accountsync.run.steps.SyncSteps;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.Change;
import io.accountsync.state.Plan;
import io.accountsync.state.RunLog;
import io.accountsync.state.RunRecord;
import io.accountsync.state.Unresolved;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Finds out what a run would do, by the phases of a run up to its decision. For one plan, and one thread. */
public final class Planning {
    /** The best rate that was published for Accounts in an org with triggers, and what we go by before the first run. */
    private static final long RECORDS_A_SECOND = 800;

    /** Runs of fewer records say nothing of the pace. */
    private static final long ENOUGH_RECORDS = 1000;

    private static final int RUNS_TO_LOOK_AT = 50;

    private final CamelContext context;
    private final SyncSteps engine;
    private final PlanSink sink;
    private final Path csvFile;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, Long> fields = new LinkedHashMap<>();
    private final Set<String> same = new HashSet<>();
    private Set<String> wanted = Set.of();
    private Collection<String> keys = List.of();
    private PlanCsv csv;

    /**
     * Prepares a plan.
     *
     * @param sink gets every record that would change, in the order of sending
     * @param csv a file for them; is replaced, readable by its owner only; null for none
     */
    public Planning(CamelContext context, PlanSink sink, Path csv) {
        this.context = context;
        this.engine = context.getRegistry().lookupByNameAndType("syncEngine", SyncSteps.class);
        this.sink = sink;
        this.csvFile = csv;
    }

    /**
     * Makes the plan. Nothing is sent, and the state stays as it is but for the plan of a guard, which can be approved.
     *
     * @param mode null for what the keys say
     * @param keys External IDs of which the notes are to say why they are not in the plan, when they are not
     * @throws RunStoppedException when a run goes on, or no calls may be made now
     * @throws PlanFailedException when the source route or Salesforce failed
     * @throws Exception when a file cannot be written, or a key is wrong
     */
    public PlanReport plan(String sync, RunMode mode, Collection<String> keys) throws Exception {
        if (csvFile != null) {
            CsvFile.requireWritable(csvFile);
        }
        this.keys = keys;
        CheckReport check = check(sync);
        if (check.errors() > 0) {
            return PlanReport.refused(sync, check);
        }
        Run run = engine.beginReading(sync, mode, RunLog.PLAN);
        boolean done = false;
        try (Writer file = csvFile == null ? Writer.nullWriter() : CsvFile.create(csvFile);
                PlanCsv lines = new PlanCsv(file, run.sync().mapping().externalId());
                ProducerTemplate template = context.createProducerTemplate()) {
            csv = lines;
            Exchange exchange = template.request("direct:sync-plan", request -> {
                // Not the variable "sync": an exception is ours, and no end of a run.
                request.setVariable("planned", sync);
                request.setVariable("run", run);
                request.setVariable("planning", this);
            });
            if (exchange.getException() != null) {
                run.fail(exchange.getException());
                if (run.failure().isEmpty() && !Failures.isStop(exchange.getException())) {
                    throw new RunStoppedException(run.stopReason().orElseThrow());
                }
                throw PlanFailedException.of(exchange.getException());
            }
            done = true;
            return report(
                    exchange.getVariable("sending", Sending.class),
                    Optional.ofNullable(exchange.getVariable("heldBack", Plan.class)),
                    check,
                    keys);
        } finally {
            engine.endReading(run, done);
        }
    }

    /** Ends as a run would when the org cannot be asked. */
    private CheckReport check(String sync) throws Exception {
        try {
            return new SyncChecks(context).checkBeforeReading(sync);
        } catch (SalesforceException e) {
            if (Failures.isStop(e)) {
                throw new RunStoppedException(Failures.describe(e));
            }
            throw PlanFailedException.of(e);
        }
    }

    /** Counts a record of this kind. */
    void count(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    /** Counts a record that would be sent and change nothing. */
    void same(String key) {
        count(Totals.SAME);
        if (wanted.contains(key)) {
            same.add(key);
        }
    }

    /** Takes the keys as Salesforce compares them, when the mapping is bound to the org. */
    void bound(Reading reading) {
        wanted = keys.stream()
                .map(reading.mapper()::keyOf)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Takes a record that would change. */
    void add(PlannedRecord planned) throws IOException {
        count(planned.isCreate() ? Totals.CREATES : Totals.UPDATES);
        if (planned.clears()) {
            count(Totals.CLEARS);
        }
        if (planned.isLink()) {
            count(Totals.LINKS);
        }
        if (planned.editedAt() != null) {
            count(Totals.EDITED);
        }
        for (PlannedField field : planned.fields()) {
            fields.merge(field.name(), 1L, Long::sum);
        }
        csv.add(planned);
        sink.add(planned);
    }

    private PlanReport report(Sending sending, Optional<Plan> heldBack, CheckReport check, Collection<String> keys) {
        Run run = sending.run();
        Reading reading = sending.reading();
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put(Totals.READ, run.counts().get(Count.READ));
        for (String name :
                List.of(Totals.CREATES, Totals.UPDATES, Totals.CLEARS, Totals.LINKS, Totals.EDITED, Totals.SAME)) {
            totals.put(name, counts.getOrDefault(name, 0L));
        }
        totals.put(Totals.UNCHANGED, run.counts().get(Count.UNCHANGED));
        totals.put(Totals.INVALID, run.counts().get(Count.INVALID));
        totals.put(Totals.DUPLICATE, run.counts().get(Count.DUPLICATE));
        totals.put(Totals.MISSING, run.counts().get(Count.MISSING));
        totals.put(Totals.STILL_REJECTED, run.counts().get(Count.STILL_REJECTED));
        totals.put(Totals.UNRESOLVED, reading.changes().counts().unresolved());
        totals.put(Totals.WAITING, reading.changes().counts().waiting());
        totals.put(Totals.API_CALLS, run.counts().get(Count.API_CALLS));
        Map<String, Long> touched = new LinkedHashMap<>();
        for (OrgField field : reading.mapper().orgFields()) {
            touched.put(field.path(), fields.getOrDefault(field.path(), 0L));
        }
        Optional<RunRecord> example = sending.path() == null ? Optional.empty() : example(run);
        return new PlanReport(
                run.name(),
                reading.org(),
                run.sync().mapping().object(),
                check.findings().stream().filter(finding -> !finding.isError()).toList(),
                reading.since().readsAll(),
                totals,
                touched,
                sending.path(),
                sending.path() == null
                        ? null
                        : example.map(last -> run.progress().toSend()
                                        * (last.endedAt() - last.startedAt())
                                        / (sent(last) * 1000))
                                .orElse(run.progress().toSend() / RECORDS_A_SECOND),
                example.map(last -> "at the pace of run " + last.runId())
                        .orElse("at " + RECORDS_A_SECOND + " records a second, a good pace for an org with triggers"),
                heldBack.orElse(null),
                new InvalidRowRetention(reading)
                        .refusal()
                        .or(() -> new UnresolvedRejection(reading, sending.payloads()).refusal())
                        .orElse(null),
                notes(reading, keys));
    }

    private List<String> notes(Reading reading, Collection<String> keys) {
        Run run = reading.run();
        List<String> notes = new ArrayList<>(run.findings().notes());
        run.findings().all().stream()
                .filter(finding -> finding.kind().equals("invalid"))
                .forEach(finding -> notes.add(String.format(
                        Locale.ROOT,
                        "Invalid, %s: %,d, such as %s",
                        finding.code(),
                        finding.count(),
                        finding.samples().get(0))));
        long jobs = run.state().jobs().open().size();
        if (jobs > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d Bulk jobs of an earlier run are in progress: the next run takes their results first, and what "
                            + "they did is in this plan still.",
                    jobs));
        }
        for (String key : keys) {
            whyNot(reading, key).ifPresent(notes::add);
        }
        return notes.stream().map(Sentence::closed).toList();
    }

    private Optional<String> whyNot(Reading reading, String externalId) {
        Run run = reading.run();
        String key = reading.mapper().keyOf(externalId);
        List<String> one = key == null ? List.of() : List.of(key);
        Change change = reading.changes().find(one).get(key);
        Optional<Unresolved> open = Optional.ofNullable(change).flatMap(reading.changes()::unresolved);
        if (open.isPresent()) {
            return Optional.of(Sentence.closed(
                    externalId + " would not be sent: " + open.get().reason().message()));
        }
        if (change != null && same.contains(key)) {
            return Optional.of(externalId + " would be sent, but Salesforce has the same values already.");
        }
        if (change != null && !change.wasRefused()) {
            return Optional.empty();
        }
        if (!run.state().rejected().find(one).isEmpty() || change != null) {
            return Optional.of(
                    externalId + " was refused and waits: account-sync explain " + externalId + " says why.");
        }
        if (!run.state().records().find(one).isEmpty()) {
            return Optional.of(externalId + " is not in the plan: its row is as it was when Salesforce confirmed it"
                    + (reading.since().readsAll() == null ? ", or has not changed since the last run" : ""));
        }
        return Optional.of(externalId + " is not in the plan: no row with this key was read.");
    }

    /** The latest run that sent enough to say something of the pace. */
    private static Optional<RunRecord> example(Run run) {
        return run.state().runs().latest(run.name(), RUNS_TO_LOOK_AT).stream()
                .filter(last -> RunLog.isRun(last.mode()) && last.endedAt() != null && sent(last) >= ENOUGH_RECORDS)
                .findFirst();
    }

    private static long sent(RunRecord run) {
        return run.counts().get("created") + run.counts().get("updated");
    }
}
