package io.accountsync.dataloader;

import io.accountsync.config.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes sync files and keys of what Data Loader reads in batch mode: process-conf.xml, config.properties, database-conf.xml and
 * mapping files. Passwords are not taken over.
 */
public final class DataLoaderImport {
    private final Path directory;
    private final Mistakes mistakes = new Mistakes();
    private final Leftovers leftovers = new Leftovers();
    private final ImportedKeys keys = new ImportedKeys();
    private final List<String> syncs = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, LoaderProcess> byFile = new TreeMap<>();

    private DataLoaderImport(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads a directory.
     *
     * @param processes the ids of those to carry over; all when empty
     * @throws ConfigurationException naming every mistake in the files, with file and line
     */
    public static Imported read(Path directory, Collection<String> processes) {
        return new DataLoaderImport(directory).read(processes);
    }

    private Imported read(Collection<String> chosen) {
        Optional<DatabaseFile> databases = databases();
        List<LoaderProcess> all = new ProcessFile(mistakes, leftovers).read(directory);
        requireKnown(chosen, all);
        ProcessImport each = new ProcessImport(directory, databases, keys, mistakes, leftovers);
        for (LoaderProcess process : all) {
            if (chosen.isEmpty() || chosen.contains(process.id())) {
                add(process, each);
            }
        }
        databases.ifPresent(file -> {
            each.database().ifPresent(file::leave);
            file.leaveUnused();
        });
        mistakes.refuse();
        List<String> lines = leftovers.lines();
        if (!syncs.isEmpty()) {
            files.put(Imported.KEYS, keys.text());
            files.put(Imported.LEFTOVERS, String.join("\n", lines) + "\n");
        }
        return new Imported(syncs, files, lines);
    }

    /** A broken file of databases does not keep the mistakes of the others from being found. */
    private Optional<DatabaseFile> databases() {
        try {
            return DatabaseFile.read(directory, mistakes, leftovers);
        } catch (ConfigurationException e) {
            mistakes.add(e);
            return Optional.empty();
        }
    }

    private static void requireKnown(Collection<String> chosen, List<LoaderProcess> all) {
        for (String name : chosen) {
            if (all.stream().noneMatch(process -> process.id().equals(name))) {
                throw new ConfigurationException("There is no process " + name + " in " + ProcessFile.NAME
                        + "; there are: " + all.stream().map(LoaderProcess::id).collect(Collectors.joining(", ")));
            }
        }
    }

    private void add(LoaderProcess process, ProcessImport each) {
        String sync = SyncNames.of(process.id());
        Optional<ImportedSync> imported = each.convert(process, sync);
        if (imported.isEmpty()) {
            return;
        }
        LoaderProcess other = byFile.putIfAbsent(sync.toLowerCase(Locale.ROOT), process);
        if (other != null) {
            mistakes.add(
                    process.file(),
                    process.line(),
                    "the process " + process.id() + " would have the file of " + other.id() + " in line " + other.line()
                            + ", routes/" + sync + ".camel.yaml. Give one of them another id");
            return;
        }
        files.put("routes/" + sync + ".camel.yaml", imported.get().file());
        syncs.add(sync + ": " + imported.get().summary());
    }
}
