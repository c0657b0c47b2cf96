package io.accountsync.cli;

import io.accountsync.check.CheckReport;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.Sentence;
import io.accountsync.run.sync.AskedSync;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
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
                + " Nothing is written. Ends with 2 when a run would be refused or send nothing, else with 0.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private RuntimeOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync; all of them when left out.")
    private String sync;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SyncFiles.noteSample(options.routes);
        SyncFileCheck files = new SyncFileCheck(SyncFiles.find(options.routes));
        CheckReport report =
                check(files.usable(), files.findings()).with(files.findings()).with(SyncFiles.ignored(options.routes));
        for (String file : files.apart()) {
            report = report.with(check(List.of(file), files.findings()));
        }
        Optional<AskedSync> asked = Optional.ofNullable(sync).flatMap(name -> OtherFiles.than(name, options.routes));
        if (asked.isPresent()) {
            report = report.weighed(asked.get()::weighed);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? CheckText.json(report) : CheckText.of(report));
        out.flush();
        return report.exitCode();
    }

    /** Files that cannot be read may be why there is no sync of the name that was asked for. */
    private CheckReport check(List<String> files, List<Finding> others) {
        try {
            return new CheckStart(files, this::choose).check();
        } catch (ConfigurationException e) {
            if (others.isEmpty()) {
                throw e;
            }
            return CheckStart.reported(List.of(), List.of(FileMistake.read(e.getMessage())));
        }
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
