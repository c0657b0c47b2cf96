package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.state.StateDatabase;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forgets rejected records. */
@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        description = "Forget rejected records. A row that the source still gives is sent when it is read again.")
final class FailuresDropCommand implements Runnable {
    @Parameters(
            arity = "1..*",
            paramLabel = "[SYNC] KEY...",
            hideParamSyntax = true,
            completionCandidates = SyncCandidates.class,
            description = "Keys of the records. SYNC may be left out when there is one.")
    private List<String> words;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try (StateDatabase database = KnownSyncs.open()) {
            ChosenRecords chosen = ChosenRecords.of(database, words);
            if (chosen.keys().isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "Which records? Name their keys; account-sync failures lists them.");
            }
            chosen.records().remove(chosen.keys());
            chosen.deletions().remove(chosen.keys());
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%s of %s forgotten.%n", Quantity.of(chosen.keys().size(), "rejected record"), chosen.sync());
            out.flush();
        }
    }
}
