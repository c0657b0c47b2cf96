package io.accountsync.reconcile;

import io.accountsync.config.Finding;
import io.accountsync.config.Settings;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.Write;
import io.accountsync.reconcile.Difference.Kind;
import io.accountsync.run.Count;
import io.accountsync.run.CsvFile;
import io.accountsync.run.Run;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.run.compare.WholeSource;
import io.accountsync.run.steps.CommandRun;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.RunMode;
import io.accountsync.salesforce.Org;
import io.accountsync.state.RunLog;
import io.accountsync.state.SourceRowTable;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Compares the whole source with what Salesforce has under its External IDs. Changes neither. */
public final class Reconciliation {
    private final CamelContext context;
    private final Engine engine;
    private final Consumer<Difference> sink;
    private final Optional<Path> csvFile;

    /**
     * Prepares a reconciliation.
     *
     * @param sink gets every difference as it is found
     * @param csv a file for them; is replaced, readable by its owner only
     */
    public Reconciliation(CamelContext context, Consumer<Difference> sink, Optional<Path> csv) {
        this.context = context;
        this.engine = Engine.of(context);
        this.sink = sink;
        this.csvFile = csv;
    }

    /**
     * Compares both sides. Takes the lease meanwhile, so that no run changes one of them.
     *
     * @throws RunStoppedException when a run is in progress, the org is not the one that is meant, or no calls may be made now
     * @throws Exception what the source route met, or Salesforce
     */
    public ReconcileReport compare(String name) throws Exception {
        if (csvFile.isPresent()) {
            CsvFile.requireWritable(csvFile.get());
        }
        try (CommandRun command = CommandRun.reading(engine, name, RunMode.INCREMENTAL, RunLog.RECONCILE);
                Writer file = csvFile.isPresent() ? CsvFile.create(csvFile.get()) : Writer.nullWriter();
                DifferenceCsv csv =
                        new DifferenceCsv(file, command.run().sync().mapping().externalId());
                SourceRowTable table =
                        SourceRowTable.create(command.run().settings().directory())) {
            ReconcileReport report = compare(command, table, sink.andThen(csv::add));
            command.ends(RunStatus.SUCCEEDED, null);
            return report;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private ReconcileReport compare(CommandRun command, SourceRowTable table, Consumer<Difference> each)
            throws Exception {
        Run run = command.run();
        Org org = command.calls().org();
        SyncTarget target = SyncTarget.of(run.sync(), org, Settings.of(context).forSync(run.name()), engine.database());
        List<OrgField> compared = target.mapper().orgFields().stream()
                .filter(field -> field.write() == Write.ALWAYS && !field.isKey())
                .toList();
        Differences differences =
                new Differences(run.state().rejected(), run.sync().mapping().operation(), compared, each);
        SourceSide source = new SourceSide(run, target.mapper(), org, table);
        List<String> notes = new WholeSource(context, run.sync()).readWithRowsLeftOut(source::read);
        long duplicates = table.duplicates();
        new RecordComparison(run, target, compared, table, differences).compare(command.calls(), source.rows());
        return new ReconcileReport(
                run.name(),
                target.org(),
                run.sync().mapping().object(),
                source.rows(),
                source.invalid().count(),
                source.invalid().first(),
                duplicates,
                differences.equal(),
                differences.count(Kind.MISSING),
                differences.count(Kind.DIFFERENT),
                differences.count(Kind.UNKNOWN),
                differences.rejected(),
                differences.fields(),
                target.mapper().orgFields().stream()
                        .filter(field -> !field.isKey() && !compared.contains(field))
                        .map(OrgField::path)
                        .toList(),
                run.counts().get(Count.API_CALLS),
                Stream.of(
                                notes.stream(),
                                source.findings().stream().map(Finding::text),
                                differences.leftOut().stream(),
                                run.findings().notes().stream())
                        .flatMap(all -> all)
                        .toList());
    }

    /** Of half the rows a report would say the wrong thing. */
    static void requireGoingOn(Run run) {
        if (run.isStopping()) {
            run.stopReason().ifPresent(reason -> {
                throw new RunStoppedException("The reconciliation was broken off: " + reason);
            });
        }
    }
}
