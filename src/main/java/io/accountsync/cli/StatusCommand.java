package io.accountsync.cli;

import io.accountsync.config.JsonText;
import io.accountsync.state.StateDatabase;
import io.accountsync.status.SyncStatus;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the state knows; needs neither the org nor the source. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show the last runs, the cursor and the rejected records of a sync, or of all.")
final class StatusCommand implements Runnable {
    @Parameters(
            arity = "0..1",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync; all that ever ran when left out.")
    private String sync;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--runs", defaultValue = "5", description = "How many runs to show (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Bounds.require(spec, "--runs", runs, 0, Integer.MAX_VALUE);
        try (StateDatabase database = KnownSyncs.open()) {
            List<SyncStatus> all = KnownSyncs.of(database).named(sync).stream()
                    .map(name -> SyncStatus.read(database, name, runs))
                    .toList();
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? JsonText.inCamelCase(all) + "\n" : StatusText.of(all));
            out.flush();
        }
    }
}
