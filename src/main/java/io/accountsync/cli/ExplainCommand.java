package io.accountsync.cli;

import io.accountsync.mapping.WrittenKey;
import io.accountsync.state.RecordTrace;
import io.accountsync.state.RecordTrace.Trace;
import io.accountsync.state.RunLog;
import io.accountsync.state.StateDatabase;
import io.accountsync.status.RejectedKeys;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the state knows of one record; needs neither the org nor the source. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Show all that is known of a record: when it was confirmed, its Salesforce id, why it was rejected."
                        + " Ends with 2 when nothing is known.")
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", description = "Its External ID.")
    private String key;

    @Option(
            names = "--sync",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync; all that ever ran when left out.")
    private String sync;

    @Option(
            names = "--payload",
            description =
                    "Show what would have been sent, too, which is the contents of a row: take care who can see it.")
    private boolean payload;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (StateDatabase database = KnownSyncs.open()) {
            Map<String, Trace> found = new LinkedHashMap<>();
            Map<String, WrittenKey> written = new LinkedHashMap<>();
            for (String name : KnownSyncs.of(database).named(sync)) {
                new RecordTrace(database, name).find(key).ifPresent(trace -> {
                    found.put(name, trace);
                    written.put(
                            name,
                            trace.rejection() == null
                                    ? new WrittenKey(trace.key(), null)
                                    : new RejectedKeys(database, name)
                                            .of(trace.rejection().record()));
                });
            }
            if (json && found.isEmpty()) {
                spec.commandLine().getErr().println(TraceText.unknown(key));
                spec.commandLine().getErr().flush();
            }
            PrintWriter out = spec.commandLine().getOut();
            out.print(
                    json
                            ? TraceJson.of(found, written, payload)
                            : new TraceText(new RunLog(database), written, payload).of(key, found));
            out.flush();
            return found.isEmpty() ? 2 : 0;
        }
    }
}
