package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.restore.Restoration;
import io.accountsync.restore.Restoration.Chosen;
import io.accountsync.restore.RestoreReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.state.DeletionLog;
import io.accountsync.state.LeftOutLookups;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings records back that a sync deleted. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Bring back records that runs deleted since their rows were gone: out of Salesforce's recycle bin while"
                        + " they are in it, else as new records made of what the state kept of them. Asks first.")
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private RuntimeOptions options;

    @Parameters(
            index = "0",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync.")
    private String sync;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "KEY",
            description = "External IDs of the records; all that can be restored when left out.")
    private List<String> keys = List.of();

    @Option(names = "--run", paramLabel = "ID", description = "Only those that this run deleted; status lists runs.")
    private Long run;

    @Option(names = "--dry-run", description = "Say what would become of each record; change nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--json",
            description = "Print one JSON object: each record, each lookup that was set or left out, and the numbers."
                    + " Asks nothing, so that it needs --yes or --dry-run.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Interruption interruption;
    private final JsonDocument document;

    RestoreCommand(Interruption interruption, JsonDocument document) {
        this.interruption = interruption;
        this.document = document;
    }

    @Override
    public Integer call() throws Exception {
        if (run != null && !keys.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "KEY and --run are two ways to say which records. Leave one of them out.");
        }
        if (json && !yes && !dryRun) {
            throw new ParameterException(spec.commandLine(), "--json asks nothing. Give --yes or --dry-run as well.");
        }
        PrintWriter out = spec.commandLine().getOut();
        interruption.begin();
        try (CamelRuntime runtime = CamelRuntime.onDemand(SyncFiles.locate(options.routes))) {
            runtime.start();
            String name = ChosenSync.of(runtime.engine().syncNames(), sync);
            DeletionLog deletions = new DeletionLog(runtime.engine().database(), name);
            long records = keys.isEmpty() ? deletions.restorable().count(run) : keys.size();
            long lookups = keys.isEmpty() ? lookups(deletions.leftOut()) : 0;
            if (records + lookups == 0) {
                String nothing = Sentence.closed("Of " + name + (run == null ? "" : ", run " + run)
                        + ", the state knows no record that was deleted and not restored");
                if (!json) {
                    out.println(nothing);
                }
                return 0;
            }
            if (!dryRun && !yes && !confirmed(name, records, lookups)) {
                out.println("Nothing was changed.");
                return 2;
            }
            interruption.stops(runtime.engine().runs());
            RestoreOutput output = json ? new RestoreJson(document) : new RestoreLines(out);
            RestoreReport report =
                    new Restoration(runtime.context()).restore(name, new Chosen(keys, run), dryRun, output);
            output.end(report);
            return interruption.exitCode(report.exitCode(), report.message());
        } catch (RunStoppedException e) {
            ErrorMessages.say(spec, e.getMessage());
            return interruption.exitCode(RunStatus.STOPPED.exitCode(), e.getMessage());
        }
    }

    private long lookups(LeftOutLookups leftOut) {
        return run == null ? leftOut.count() : leftOut.count(run);
    }

    private boolean confirmed(String name, long records, long lookups) {
        String what = records == 0
                ? "This sets " + Quantity.of(lookups, "lookup") + " that restored records of " + name + " lack"
                : "This brings " + Quantity.of(records, "record") + " of " + name + " back in Salesforce";
        Console console = System.console();
        if (console == null) {
            throw new ConfigurationException(
                    Sentence.closed(what)
                            + " There is no terminal to ask at; give --yes if you mean it, or --dry-run to see what would happen.");
        }
        // The console itself writes in the locale's charset, which may not have the letters of the name.
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s; type yes to go on: ", what);
        out.flush();
        return "yes".equalsIgnoreCase(console.readLine());
    }
}
