package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.state.HeldLease;
import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncState;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forgets what the state knows of a sync. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description =
                "Forget cursor, fingerprints and rejected records of a sync. The next run reads every row and sends it;"
                        + " with --cursor it sends only what differs; nothing is deleted in Salesforce, and no record is duplicated there.")
final class ResetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SYNC", completionCandidates = SyncCandidates.class, description = "Name of the sync.")
    private String sync;

    @Option(
            names = "--cursor",
            description = "Forget only the cursor: the next run reads every row, and sends those that differ.")
    private boolean cursorOnly;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (StateDatabase database = KnownSyncs.open()) {
            KnownSyncs.of(database).named(sync);
            if (!yes && !cursorOnly && !confirmed()) {
                out.println("Nothing was changed.");
                return 2;
            }
            Settings settings = CamelRuntime.settings().forSync(sync);
            Leases leases = new Leases(database, LeaseOwner.self(), settings.duration("sync.lease-expiry"));
            Optional<HeldLease> holder = leases.acquire(sync);
            if (holder.isPresent()) {
                spec.commandLine()
                        .getErr()
                        .println(Sentence.closed("The sync " + sync + " is running, in "
                                        + holder.get().holder())
                                + " " + holder.get().remedy() + " Nothing was changed.");
                return 4;
            }
            try {
                SyncState state = new SyncState(database, sync, leases);
                if (cursorOnly) {
                    state.write(() -> state.cursors().rewind(sync));
                } else {
                    state.forget(settings.duration("sync.call-timeout").plus(settings.duration("sync.doubt-margin")));
                }
            } finally {
                leases.release(sync);
            }
            out.println(
                    cursorOnly
                            ? "The cursor of " + sync
                                    + " is forgotten. The next run reads every row, and sends those that "
                                    + "differ from what Salesforce confirmed."
                            : "The state of " + sync + " is forgotten. The next run reads and sends every row.");
            return 0;
        }
    }

    private boolean confirmed() {
        Console console = System.console();
        if (console == null) {
            throw new ConfigurationException(Sentence.closed("This forgets the state of " + sync)
                    + " There is no terminal to ask at; give --yes if you mean it.");
        }
        // The console itself writes in the locale's charset, which may not have the letters of the name.
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "This forgets cursor, fingerprints and rejected records of %s; the next run sends every row. Type the name of"
                        + " the sync to go on: ",
                sync);
        out.flush();
        return sync.equals(console.readLine());
    }
}
