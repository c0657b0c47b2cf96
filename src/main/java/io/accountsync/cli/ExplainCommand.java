package io.accountsync.cli;

import io.accountsync.config.JsonText;
import io.accountsync.state.RecordTrace.Trace;
import io.accountsync.state.RunLog;
import io.accountsync.state.StateDatabase;
import io.accountsync.status.TraceJson;
import io.accountsync.status.Traces;
import java.io.PrintWriter;
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
            Traces traces = Traces.find(database, KnownSyncs.of(database).named(sync), key);
            Map<String, Trace> found = traces.found();
            if (json && found.isEmpty()) {
                spec.commandLine().getErr().println(TraceText.unknown(key));
                spec.commandLine().getErr().flush();
            }
            PrintWriter out = spec.commandLine().getOut();
            out.print(
                    json
                            ? JsonText.of(TraceJson.of(traces, payload)) + System.lineSeparator()
                            : new TraceText(new RunLog(database), traces.written(), payload).of(key, found));
            out.flush();
            return found.isEmpty() ? 2 : 0;
        }
    }
}
