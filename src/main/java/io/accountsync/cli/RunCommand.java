package io.accountsync.cli;

import io.accountsync.config.Sentence;
import io.accountsync.run.RunReport;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.RunMode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one sync now. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run a sync now, show its progress, print its report, and end with its exit code.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private RuntimeOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYNC",
            description = "Name of the sync; may be left out when there is one.")
    private String sync;

    @Option(names = "--full-refresh", description = "Send every row whatever the state says; never deletes.")
    private boolean fullRefresh;

    @Option(
            names = "--compare-all",
            description = "Read every row whatever the cursor says, and send those that differ.")
    private boolean compareAll;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Send at most N records; the rest remains to be sent, and the cursor where it is.")
    private Long limit;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Interruption interruption;

    RunCommand(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (limit != null && limit < 1) {
            throw new ParameterException(
                    spec.commandLine(), Sentence.closed("--limit must be 1 or more; it is " + limit));
        }
        if (fullRefresh && compareAll) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--full-refresh sends every row, --compare-all only those that differ: choose one of them.");
        }
        interruption.begin();
        try (CamelRuntime runtime = CamelRuntime.onDemand(SyncFiles.locate(options.routes))) {
            runtime.start();
            Engine engine = runtime.engine();
            String name = ChosenSync.of(engine.syncNames(), sync);
            RunMode mode = fullRefresh ? RunMode.FULL_REFRESH : compareAll ? RunMode.COMPARE_ALL : RunMode.INCREMENTAL;
            interruption.stops(engine.runs());
            RunReport report;
            try (ProgressDisplay progress = ProgressDisplay.start(engine, name)) {
                report = interruption.exitCodeIn(runtime.run(name, mode, limit == null ? 0 : limit));
            }
            if (json) {
                out.println(report.toJson());
            } else {
                out.print(ReportText.of(report));
            }
            out.flush();
            return report.exitCode();
        }
    }
}
