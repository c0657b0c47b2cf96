package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.StateDatabase;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            completionCandidates = SyncCandidates.class,
            description = "Keys of the records; all of them when left out. SYNC may be left out when there is one.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try (StateDatabase database = KnownSyncs.open()) {
            ChosenRecords chosen = ChosenRecords.of(database, words);
            Map<String, Long> classes = chosen.records().retries().classes(chosen.keys());
            int due = chosen.keys().isEmpty()
                    ? chosen.records().retries().retryAll()
                    : chosen.records().retries().retry(chosen.keys());
            int deletions = chosen.keys().isEmpty()
                    ? chosen.deletions().retryAll()
                    : chosen.deletions().retry(chosen.keys());
            PrintWriter out = spec.commandLine().getOut();
            if (due > 0 || deletions == 0) {
                out.printf("The next run of %s %s.%n", chosen.sync(), what(due, classes));
            }
            if (deletions > 0) {
                out.printf(
                        "The next run of %s that finds the rows gone tries again to delete %s.%n",
                        chosen.sync(), Quantity.of(deletions, "record"));
            }
            out.flush();
        }
    }

    /** Only what Salesforce refused can be sent as it is. */
    private static String what(int due, Map<String, Long> classes) {
        long invalid = classes.getOrDefault("invalid", 0L);
        long absent = classes.getOrDefault(RejectedRecord.ABSENT, 0L);
        long others = due - invalid - absent;
        List<String> parts = new ArrayList<>();
        if (others > 0 || due == 0) {
            parts.add("sends " + Quantity.of(others, "rejected record") + " again");
        }
        if (invalid > 0) {
            parts.add("maps " + Quantity.of(invalid, "invalid row") + " again");
        }
        if (absent > 0) {
            parts.add("looks again for " + Quantity.of(absent, "record") + " that Salesforce did not have");
        }
        return String.join(", and ", parts);
    }
}
