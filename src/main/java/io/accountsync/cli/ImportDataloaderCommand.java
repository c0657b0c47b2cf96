package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.dataloader.DataLoaderImport;
import io.accountsync.dataloader.Imported;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes sync files and keys of the configuration of Data Loader's batch mode. */
@Command(
        name = "import-dataloader",
        mixinStandardHelpOptions = true,
        description =
                "Make sync files and keys of the files that Salesforce's Data Loader reads in batch mode, and list what has "
                        + "no equivalent. Copies no password, and replaces no file.")
final class ImportDataloaderCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "DIRECTORY",
            description = "What process.bat gets: the directory with process-conf.xml, mappings and database-conf.xml.")
    private Path directory;

    @Option(
            names = "--to",
            paramLabel = "DIRECTORY",
            defaultValue = "from-data-loader",
            description = "Where the files go; it is made when there is none (default: ${DEFAULT-VALUE}).")
    private Path to;

    @Option(
            names = "--process",
            paramLabel = "NAME",
            description = "Only this process; several by repeating the option (default: all).")
    private List<String> processes = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Imported imported = DataLoaderImport.read(directory, processes);
        PrintWriter out = spec.commandLine().getOut();
        if (!imported.syncs().isEmpty()) {
            requireFree(imported);
            imported.files().forEach(this::write);
            out.println("Written to " + to + ":");
            imported.files().keySet().forEach(name -> out.println("  " + name));
            out.println();
            out.println("Carried over:");
            imported.syncs().forEach(sync -> out.println("  " + sync));
            out.println();
        }
        if (!imported.leftovers().isEmpty()) {
            out.println("Not carried over, or not as it was:");
            imported.leftovers().forEach(line -> out.println("  " + line));
            out.println();
        }
        if (imported.syncs().isEmpty()) {
            out.flush();
            throw new ConfigurationException(
                    "No process of " + directory + " can be carried over, so that nothing was written.");
        }
        out.println("Next, in " + to + ": account-sync auth login, then check, then plan.");
        return 0;
    }

    private void requireFree(Imported imported) {
        String taken = imported.files().keySet().stream()
                .map(to::resolve)
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .map(Path::toString)
                .collect(Collectors.joining(", "));
        if (!taken.isEmpty()) {
            throw new ConfigurationException(Sentence.closed("There is already " + taken)
                    + " Nothing was written. Move it away, or give --to another directory.");
        }
    }

    private void write(String name, String text) {
        Path file = to.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ConfigurationException(
                    Sentence.closed(file + " cannot be written: " + Sentence.said(e))
                            + " Give --to a directory that the user of this process may write to.",
                    e);
        }
    }
}
