package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.Settings;
import io.accountsync.run.CheckReport;
import io.accountsync.run.SyncChecks;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at all that a run needs, and lists everything that is wrong in one go. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check the login, the org and its API calls, every mapped field against the org, and the source."
                + " Nothing is written. Ends with 2 when a run would be refused, else with 0.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private RuntimeOptions options;

    @Parameters(arity = "0..1", paramLabel = "SYNC", description = "Name of the sync; all of them when left out.")
    private String sync;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CheckReport report;
        try (CamelRuntime runtime = CamelRuntime.lenient(SyncFiles.locate(options.routes))) {
            report = check(runtime);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? CheckText.json(report) : CheckText.of(report));
        out.flush();
        return report.exitCode();
    }

    private CheckReport check(CamelRuntime runtime) {
        try {
            runtime.start();
        } catch (RuntimeException e) {
            return notStarted(runtime, e);
        }
        return new SyncChecks(runtime.context()).check(choose(runtime.engine().syncNames()));
    }

    /** Without credentials, or with a file that is no YAML, the routes do not start: what the files show is told all the same. */
    private CheckReport notStarted(CamelRuntime runtime, RuntimeException e) {
        String message = ErrorMessages.userMistake(e);
        if (message == null) {
            throw e;
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.error("start", null, message));
        List<String> names = List.of();
        SyncChecks checks = runtime.context() == null ? null : new SyncChecks(runtime.context());
        if (checks != null && checks.hasSyncs()) {
            names = choose(runtime.engine().syncNames());
            findings.addAll(checks.mistakes(names));
        }
        Settings settings = CamelRuntime.settings();
        return new CheckReport(names, null, settings.required("salesforce.api-version"), null, List.of(), findings);
    }

    private List<String> choose(List<String> names) {
        if (names.isEmpty()) {
            throw new ConfigurationException("No route file defines a sync.");
        }
        if (sync != null && !names.contains(sync)) {
            throw new ConfigurationException(
                    "There is no sync " + sync + ". The route files define: " + String.join(", ", names) + ".");
        }
        return sync == null ? names : List.of(sync);
    }
}
