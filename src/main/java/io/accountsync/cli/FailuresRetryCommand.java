package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.state.StateDatabase;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets the next run send rejected records again. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description =
                "Let the next run send rejected records again, whether their rows have changed or not, and try again to delete"
                        + " those whose deletion was rejected.")
final class FailuresRetryCommand implements Runnable {
    @Parameters(
            arity = "0..*",
            paramLabel = "[SYNC] [KEY...]",
            hideParamSyntax = true,
            description = "Keys of the records; all of them when left out. SYNC may be left out when there is one.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try (StateDatabase database = KnownSyncs.open()) {
            ChosenRecords chosen = ChosenRecords.of(database, words);
            int due = chosen.keys().isEmpty()
                    ? chosen.records().retries().retryAll()
                    : chosen.records().retries().retry(chosen.keys());
            int deletions = chosen.keys().isEmpty()
                    ? chosen.deletions().retryAll()
                    : chosen.deletions().retry(chosen.keys());
            PrintWriter out = spec.commandLine().getOut();
            if (due > 0 || deletions == 0) {
                out.printf("The next run of %s sends %s again.%n", chosen.sync(), Quantity.of(due, "rejected record"));
            }
            if (deletions > 0) {
                out.printf(
                        "The next run of %s that finds the rows gone tries again to delete %s.%n",
                        chosen.sync(), Quantity.of(deletions, "record"));
            }
            out.flush();
        }
    }
}
