package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.rowlog.RowLogLook;
import io.accountsync.run.rowlog.RowLogPlace;
import io.accountsync.run.sync.RowLogSettings;
import io.accountsync.state.HeldLease;
import io.accountsync.state.LeaseName;
import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.RecordTrace;
import io.accountsync.state.RecordTrace.Trace;
import io.accountsync.state.RunFile;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncState;
import io.accountsync.status.RejectedKeys;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Erases one record from the state. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description =
                "Erase all that the state holds of a record, what would have been sent included. Nothing is deleted in"
                        + " Salesforce; a row that the source still gives is sent when it is read again.")
final class ForgetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", description = "Its External ID.")
    private String key;

    @Option(
            names = "--sync",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync; all that ever ran when left out.")
    private String sync;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (StateDatabase database = KnownSyncs.open()) {
            Map<String, Trace> found = new LinkedHashMap<>();
            for (String name : KnownSyncs.of(database).named(sync)) {
                new RecordTrace(database, name).find(key).ifPresent(trace -> found.put(name, trace));
            }
            if (found.isEmpty()) {
                out.println(Sentence.closed("Nothing is known of " + key));
                return 2;
            }
            if (!yes && !confirmed(found)) {
                out.println("Nothing was changed.");
                return 2;
            }
            int exitCode = 0;
            for (Map.Entry<String, Trace> entry : found.entrySet()) {
                exitCode = Math.max(exitCode, forget(database, entry.getKey(), entry.getValue(), out));
            }
            out.flush();
            return exitCode;
        }
    }

    private int forget(StateDatabase database, String name, Trace found, PrintWriter out) {
        String shown = written(database, name, found).text();
        Settings settings = CamelRuntime.settings().forSync(name);
        Leases leases = new Leases(database, LeaseOwner.self(), settings.duration("sync.lease-expiry"));
        Optional<HeldLease> holder = leases.acquire(name);
        if (holder.isPresent()) {
            spec.commandLine()
                    .getErr()
                    .println(Sentence.closed("The sync " + name + " is running, in "
                                    + holder.get().holder())
                            + " " + holder.get().remedy() + " Nothing of it was forgotten.");
            return 4;
        }
        try {
            Duration doubtTime = settings.duration("sync.call-timeout").plus(settings.duration("sync.doubt-margin"));
            Optional<LeaseName> stream = sender(new SyncState(database, name, leases), found.key(), doubtTime);
            if (stream.isPresent()) {
                spec.commandLine()
                        .getErr()
                        .println(Sentence.closed("The " + stream.get() + " is sending " + shown + " now")
                                + " Give the command again in a moment. Nothing of it was forgotten.");
                return 4;
            }
            new RecordTrace(database, name).forget(found.key(), doubtTime);
            RunFile.sweep(FileName.path(settings.required("state.directory"), "state.directory"), name);
        } finally {
            leases.release(name);
        }
        boolean isErased = forgetLine(database, settings, name, found.key());
        out.println("The state of " + name + " knows nothing of " + shown + " any more.");
        return isErased ? 0 : 1;
    }

    /** The stream session that has the record in hands; empty when none has, and none gets it before it is forgotten. */
    private static Optional<LeaseName> sender(SyncState state, String key, Duration doubtTime) {
        if (!state.sessions().wereThere()) {
            return Optional.empty();
        }
        state.sessions().buryDead(state.now() + doubtTime.toMillis());
        state.write(() -> state.claims().take(List.of(key)));
        return Optional.ofNullable(state.claims().holders(List.of(key)).get(key))
                .filter(LeaseName::isSession);
    }

    /** The row log has a message that may quote the row. Says whether nothing of the record is left there. */
    private boolean forgetLine(StateDatabase database, Settings settings, String name, String known) {
        RowLogSettings rowLog = RowLogSettings.of(settings);
        if (rowLog.table().isEmpty()) {
            return true;
        }
        RowLogPlace place = new RowLogPlace(CamelRuntime.contextOfKeys(), database, rowLog);
        Optional<String> mistake = new RowLogLook(place, name).forget(known);
        mistake.ifPresent(reason -> spec.commandLine()
                .getErr()
                .println(reason + " It may still have a line of the record: delete the one with sync_name " + name
                        + " and record_key " + known + " yourself."));
        return mistake.isEmpty();
    }

    /** As the source has it, or else as the person wrote it. */
    private WrittenKey written(StateDatabase database, String name, Trace found) {
        WrittenKey known = found.rejection() == null
                ? new WrittenKey(found.key(), null)
                : new RejectedKeys(database, name).of(found.rejection().record());
        return known.externalId() == null ? new WrittenKey(found.key(), key.strip()) : known;
    }

    private boolean confirmed(Map<String, Trace> found) {
        String syncs = String.join(", ", found.keySet());
        Console console = System.console();
        if (console == null) {
            throw new ConfigurationException(Sentence.closed("This erases " + key + " from the state of " + syncs)
                    + " There is no terminal to ask at; give --yes if you mean it.");
        }
        // The console itself writes in the locale's charset, which may not have the letters of the key.
        PrintWriter out = spec.commandLine().getOut();
        out.printf("This erases %s from the state of %s; type yes to go on: ", key, syncs);
        out.flush();
        return "yes".equalsIgnoreCase(console.readLine());
    }
}
