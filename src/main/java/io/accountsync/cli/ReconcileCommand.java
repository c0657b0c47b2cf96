package io.accountsync.cli;

import io.accountsync.reconcile.Difference;
import io.accountsync.reconcile.ReconcilePage;
import io.accountsync.reconcile.ReconcileReport;
import io.accountsync.reconcile.Reconciliation;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the source against Salesforce. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = "Compare every row of the source with what Salesforce has: what is missing there, different, or"
                + " unknown to the source. Writes nothing to either. Ends with 0 when they are the same, with 3 when they"
                + " differ or a row could not be read or mapped, and so not compared.")
final class ReconcileCommand implements Callable<Integer> {
    @Mixin
    private RuntimeOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync; may be left out when there is one.")
    private String sync;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many records to show. Default: ${DEFAULT-VALUE}. All of them count.")
    private int limit;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all of them to a file, a line for each field.")
    private Path csv;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write all of them to one page for a browser, to be searched without a network.")
    private Path html;

    @Option(names = "--json", description = "Print the counts as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Interruption interruption;
    private final Screen screen;

    ReconcileCommand(Interruption interruption, Screen screen) {
        this.screen = screen;
        this.interruption = interruption;
    }

    @Override
    public Integer call() throws Exception {
        Bounds.require(spec, "--limit", limit, 0, Integer.MAX_VALUE);
        PageFiles.requireTwo(spec, csv, html);
        interruption.begin();
        ShownDifferences shown = new ShownDifferences(limit);
        try (ReconcilePage page = html == null ? null : ReconcilePage.create(html, Clock.systemUTC());
                CamelRuntime runtime = SyncStart.start(options.routes, sync)) {
            String name = ChosenSync.of(runtime.engine().syncNames(), sync);
            ReconcileReport report;
            interruption.stops(runtime.engine().runs());
            Consumer<Difference> sink =
                    page == null ? shown::add : ((Consumer<Difference>) shown::add).andThen(page::add);
            report = new Reconciliation(runtime.context(), sink, Optional.ofNullable(csv)).compare(name);
            if (page != null) {
                page.end(report);
            }
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.print(report.toJson() + System.lineSeparator());
            } else {
                out.print(ReconcileText.of(report, shown.all(), PageFiles.written(csv, html), screen));
            }
            out.flush();
            return report.exitCode();
        } catch (RunStoppedException e) {
            ErrorMessages.say(spec, e.getMessage());
            return interruption.exitCode(RunStatus.STOPPED.exitCode(), e.getMessage());
        }
    }
}
