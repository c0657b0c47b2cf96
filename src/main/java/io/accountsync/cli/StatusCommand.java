package io.accountsync.cli;

import io.accountsync.config.JsonText;
import io.accountsync.state.DeletionLog;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.GoneRecords;
import io.accountsync.state.OpenRecords;
import io.accountsync.state.RejectedRecords;
import io.accountsync.state.RunLog;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncCursors;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    @Parameters(arity = "0..1", paramLabel = "SYNC", description = "Name of the sync; all that ever ran when left out.")
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
                    .map(name -> read(database, name))
                    .toList();
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? JsonText.inCamelCase(all) + "\n" : StatusText.of(all));
            out.flush();
        }
    }

    private SyncStatus read(StateDatabase database, String name) {
        return new SyncStatus(
                name,
                new SyncCursors(database).find(name).orElse(null),
                new RunLog(database).latest(name, runs),
                new RejectedRecords(database, name).countByCode(),
                new DoubtfulRecords(database, name).summary().orElse(null),
                OpenRecords.of(database, name),
                deletions(database, name),
                new GoneRecords(database, name).countPending());
    }

    private static Map<String, Long> deletions(StateDatabase database, String name) {
        Map<String, Long> counts = new TreeMap<>();
        new DeletionLog(database, name).counts().forEach((status, count) -> counts.put(status.word(), count));
        return counts;
    }
}
