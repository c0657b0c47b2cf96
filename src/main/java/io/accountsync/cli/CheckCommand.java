package io.accountsync.cli;

import io.accountsync.check.CheckReport;
import io.accountsync.check.SyncChecks;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
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
        List<String> found = SyncFiles.find(options.routes);
        SyncFileCheck files = new SyncFileCheck(found);
        CheckReport report = checkOrTell(files.usable(), files.findings())
                .with(files.findings())
                .with(SyncFiles.ignored(options.routes));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? CheckText.json(report) : CheckText.of(report));
        out.flush();
        return report.exitCode();
    }

    /** Files that cannot be read may be why there is no sync of the name that was asked for. */
    private CheckReport checkOrTell(List<String> files, List<Finding> others) {
        try {
            return check(files);
        } catch (ConfigurationException e) {
            if (others.isEmpty()) {
                throw e;
            }
            return reported(List.of(), List.of(Finding.error("start", null, e.getMessage())));
        }
    }

    /** Starts with these files; with the rest of them when one of them keeps it from that. */
    private CheckReport check(List<String> files) {
        if (files.isEmpty()) {
            return reported(List.of(), List.of());
        }
        try (CamelRuntime runtime = CamelRuntime.lenient(files)) {
            try {
                runtime.start();
            } catch (RuntimeException e) {
                return notStarted(runtime, files, e);
            }
            return new SyncChecks(runtime.context())
                    .check(choose(runtime.engine().syncNames()));
        }
    }

    /**
     * Without credentials, or with a file that is not a route file, the routes do not start: what the files show is
     * reported all the same.
     */
    private CheckReport notStarted(CamelRuntime runtime, List<String> files, RuntimeException e) {
        String message = ErrorMessages.userMistake(e);
        if (message == null) {
            throw e;
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.error("start", null, message));
        SyncChecks checks = runtime.context() == null ? null : new SyncChecks(runtime.context());
        if (checks != null && checks.hasSyncs()) {
            List<String> names = choose(runtime.engine().syncNames());
            findings.addAll(checks.mistakes(names));
            return reported(names, findings);
        }
        List<String> others = files.stream()
                .filter(file -> !message.contains(file.replaceFirst("^(file|classpath):", "")))
                .toList();
        return others.isEmpty() || others.size() == files.size()
                ? reported(List.of(), findings)
                : check(others).with(findings);
    }

    private static CheckReport reported(List<String> syncs, List<Finding> findings) {
        Settings settings = CamelRuntime.settings();
        return new CheckReport(syncs, null, settings.required("salesforce.api-version"), null, List.of(), findings);
    }

    private List<String> choose(List<String> names) {
        if (names.isEmpty()) {
            throw new ConfigurationException("No route file defines a sync.");
        }
        if (sync != null && !names.contains(sync)) {
            throw new ConfigurationException(Sentence.closed("There is no sync " + sync) + " The route files define: "
                    + String.join(", ", names));
        }
        return sync == null ? names : List.of(sync);
    }
}
