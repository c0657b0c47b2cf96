package io.accountsync.cli;

import io.accountsync.plan.PlanFailedException;
import io.accountsync.plan.PlanPage;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanSink;
import io.accountsync.plan.Planning;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.sync.RunMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a run would do, record by record. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Show what a run would write, field by field, next to what the org has now. Nothing is sent. Ends with"
                        + " 2 when a run would be refused, with 4 when a guard would stop it, else with 0.")
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private RuntimeOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync; may be left out when there is one.")
    private String sync;

    @Option(names = "--full-refresh", description = "Plan a run that sends every record, whatever was sent before.")
    private boolean fullRefresh;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many records to show. Default: ${DEFAULT-VALUE}. All of them count.")
    private long limit;

    @Option(names = "--all", description = "Show all records.")
    private boolean all;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Show the record with this External ID, and no other. Can be repeated.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all records to a file, a line for each field.")
    private Path csv;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write all records and figures to one page for a browser, to be searched, printed and signed"
                    + " without a network.")
    private Path html;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Interruption interruption;
    private final JsonDocument document;
    private final Screen screen;

    PlanCommand(Interruption interruption, JsonDocument document, Screen screen) {
        this.interruption = interruption;
        this.screen = screen;
        this.document = document;
    }

    @Override
    public Integer call() throws Exception {
        Bounds.require(spec, "--limit", limit, 0, Long.MAX_VALUE);
        PageFiles.requireTwo(spec, csv, html);
        interruption.begin();
        try (PlanPage page = html == null ? null : PlanPage.create(html, Clock.systemUTC());
                CamelRuntime runtime = SyncStart.start(options.routes, sync);
                PlanOutput out = json
                        ? new PlanJson(document)
                        : new PlanText(spec.commandLine().getOut(), screen)) {
            String name = ChosenSync.of(runtime.engine().syncNames(), sync);
            PlanReport report;
            interruption.stops(runtime.engine().runs());
            report = new Planning(runtime.context(), sink(out, page), Optional.ofNullable(csv))
                    .plan(name, fullRefresh ? RunMode.FULL_REFRESH : null, keys);
            if (page != null && !report.isRefused()) {
                page.end(report);
            }
            out.end(report, PageFiles.written(csv, html));
            return report.exitCode();
        } catch (PlanFailedException e) {
            ErrorMessages.say(spec, e.getMessage());
            return RunStatus.FAILED.exitCode();
        } catch (RunStoppedException e) {
            ErrorMessages.say(spec, e.getMessage());
            return interruption.exitCode(RunStatus.STOPPED.exitCode(), e.getMessage());
        }
    }

    /** What is shown here are some records; a page has all of them. */
    private PlanSink sink(PlanOutput out, PlanPage page) {
        Chosen chosen = new Chosen(out);
        return page == null
                ? chosen::add
                : planned -> {
                    chosen.add(planned);
                    page.add(planned);
                };
    }

    /** Those records that are to be shown. */
    private final class Chosen {
        private final PlanOutput out;
        private long shown;

        Chosen(PlanOutput out) {
            this.out = out;
        }

        void add(PlannedRecord planned) throws IOException {
            boolean wanted = keys.isEmpty()
                    ? all || shown < limit
                    : keys.stream().anyMatch(key -> key.strip().equalsIgnoreCase(planned.key()));
            if (wanted) {
                shown++;
                out.add(planned);
            }
        }
    }
}
