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

/** Runs one sync now, or all of them. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Run a sync now, or all of them; show its progress, print its report, and end with its exit code.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private RuntimeOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync; may be left out when there is one.")
    private String sync;

    @Option(
            names = "--all",
            description = "Run every sync: each after those that it follows, several at once where nothing binds them.")
    private boolean all;

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
        if (limit != null && limit < 1) {
            throw new ParameterException(
                    spec.commandLine(), Sentence.closed("--limit must be 1 or more; it is " + limit));
        }
        if (fullRefresh && compareAll) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--full-refresh sends every row, --compare-all only those that differ: choose one of them.");
        }
        if (all && sync != null) {
            throw new ParameterException(
                    spec.commandLine(), Sentence.closed("--all runs every sync: leave out " + sync + ", or --all"));
        }
        interruption.begin();
        try (CamelRuntime runtime = SyncStart.start(options.routes, sync)) {
            Engine engine = runtime.engine();
            RunMode mode = fullRefresh ? RunMode.FULL_REFRESH : compareAll ? RunMode.COMPARE_ALL : RunMode.INCREMENTAL;
            return all ? runAll(runtime, mode) : runOne(runtime, ChosenSync.of(engine.syncNames(), sync), mode);
        }
    }

    private int runOne(CamelRuntime runtime, String name, RunMode mode) {
        Engine engine = runtime.engine();
        interruption.stops(engine.runs());
        RunReport report;
        try (ProgressDisplay progress = ProgressDisplay.start(engine, name)) {
            report = interruption.exitCodeIn(runtime.run(name, mode, most()));
        }
        print(json ? report.toJson() + System.lineSeparator() : ReportText.of(report));
        return report.exitCode();
    }

    private int runAll(CamelRuntime runtime, RunMode mode) {
        ChosenSync.requireAny(runtime.engine().syncNames());
        interruption.stops(runtime.engine().runs());
        AllReports reports = new AllSyncs(runtime, interruption::exitCodeIn).run(mode, most(), report -> {
            if (!json) {
                print(ReportText.of(report) + System.lineSeparator());
            }
        });
        print((json ? reports.toJson() : reports.text()) + System.lineSeparator());
        return reports.exitCode();
    }

    private long most() {
        return limit == null ? 0 : limit;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
