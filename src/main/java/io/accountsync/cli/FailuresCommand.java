package io.accountsync.cli;

import io.accountsync.run.CsvFile;
import io.accountsync.state.OpenRecords;
import io.accountsync.state.StateDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the rejected records; needs neither the org nor the source. */
@Command(
        name = "failures",
        mixinStandardHelpOptions = true,
        subcommands = {FailuresRetryCommand.class, FailuresDropCommand.class},
        description = "Show the rejected records of a sync, or of all, with the reason of each.")
final class FailuresCommand implements Runnable {
    @Parameters(
            arity = "0..1",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync; all that ever ran when left out.")
    private String sync;

    @Option(
            names = "--payload",
            description =
                    "Show what would have been sent, too. Those are contents of your rows: take care who can see them.")
    private boolean payload;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Write them to a CSV file in the shape of Data Loader's error file: the mapped fields and ERROR."
                            + " It holds contents of your rows.")
    private Path csv;

    @Option(
            names = "--spreadsheet",
            description =
                    "With --csv: an apostrophe before what a spreadsheet would run as a formula. Not for Data Loader.")
    private boolean spreadsheet;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--limit",
            defaultValue = "100",
            description =
                    "How many to list for each sync, 0 for all (default: ${DEFAULT-VALUE}). CSV and JSON have all.")
    private int limit;

    @Spec
    private CommandSpec spec;

    private final JsonDocument document;

    FailuresCommand(JsonDocument document) {
        this.document = document;
    }

    @Override
    public void run() {
        Bounds.require(spec, "--limit", limit, 0, Integer.MAX_VALUE);
        if (csv != null && json) {
            throw new ParameterException(
                    spec.commandLine(), "--csv and --json are two ways to write the same. Leave one of them out.");
        }
        if (spreadsheet && csv == null) {
            throw new ParameterException(
                    spec.commandLine(), "--spreadsheet is about a CSV file. Give --csv FILE, too, or leave it out.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (StateDatabase database = KnownSyncs.open()) {
            KnownSyncs syncs = KnownSyncs.of(database);
            if (csv != null) {
                String name = sync == null ? syncs.only() : only(syncs);
                OpenRecords open = OpenRecords.of(database, name);
                write(new FailuresCsv(database, name));
                out.printf("%s written to %s%n", FailuresText.counts(open), csv);
            } else if (json) {
                FailuresJson.write(database, syncs.named(sync), payload, document);
            } else {
                syncs.named(sync).forEach(name -> new FailuresText(out, payload, limit).write(database, name));
            }
            out.flush();
        }
    }

    private String only(KnownSyncs syncs) {
        List<String> named = syncs.named(sync);
        return named.get(0);
    }

    private void write(FailuresCsv table) {
        CsvFile.requireWritable(csv);
        try (Writer writer = CsvFile.create(csv)) {
            table.write(writer, spreadsheet);
        } catch (IOException | UncheckedIOException e) {
            throw CsvFile.unwritable(csv, e);
        }
    }
}
