package io.accountsync.cli;

import io.accountsync.camel.FileEntry;
import io.accountsync.camel.LeftOutRoutes;
import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What Camel is not given of the sync files, since it would not start with it: routes, entries of files, whole files. */
final class LeftOutParts {
    private final List<String> files;
    private final Predicate<String> mayBeLeftOut;
    private final Map<String, Finding> routes = new LinkedHashMap<>();
    private final Map<String, List<FileEntry>> entries = new HashMap<>();
    private final List<Finding> found = new ArrayList<>();

    /**
     * Nothing is left out yet.
     *
     * @param files their locations
     * @param mayBeLeftOut what can be done without, by the names of the files
     */
    LeftOutParts(List<String> files, Predicate<String> mayBeLeftOut) {
        this.files = new ArrayList<>(files);
        this.mayBeLeftOut = mayBeLeftOut;
    }

    /** The locations of the files that remain. */
    List<String> files() {
        return List.copyOf(files);
    }

    /** What is left out of them. */
    LeftOutRoutes routes() {
        return new LeftOutRoutes(routes, entries);
    }

    /** Why entries and files are left out; why routes are is known to the context that was started without them. */
    List<Finding> ofFiles() {
        return List.copyOf(found);
    }

    /** Why anything is left out. */
    List<Finding> all() {
        List<Finding> all = new ArrayList<>(found);
        routes.values().stream().filter(reason -> !all.contains(reason)).forEach(all::add);
        return all;
    }

    /** Whether there is something to leave out for what kept this runtime from starting; it is, from now on. */
    boolean add(CamelRuntime runtime, StartFailure failure) {
        if (failure.route().isPresent()) {
            return addRoute(runtime, failure, failure.route().get());
        }
        Optional<String> guilty = files.stream()
                .filter(file -> failure.message().contains(FileName.ofLocation(file)))
                .filter(file -> mayBeLeftOut.test(FileName.ofLocation(file)))
                .findFirst();
        guilty.ifPresent(file -> addEntry(file, FileMistake.read(failure.message())));
        return guilty.isPresent();
    }

    private boolean addRoute(CamelRuntime runtime, StartFailure failure, String route) {
        Optional<Finding> finding = failure.finding(runtime.context());
        boolean isOfAFile = finding.isPresent()
                && files.stream()
                        .map(FileName::ofLocation)
                        .anyMatch(finding.get().place()::equals)
                && mayBeLeftOut.test(finding.get().place())
                && !routes.containsKey(route);
        if (isOfAFile) {
            routes.put(route, finding.get());
        }
        return isOfAFile;
    }

    /** The entry that a mistake is in, or all of the file where that is not known. */
    private void addEntry(String file, Finding mistake) {
        found.add(mistake);
        List<FileEntry> before = entries.computeIfAbsent(FileName.ofLocation(file), path -> new ArrayList<>());
        Optional<FileEntry> entry = mistake.line() == 0 ? Optional.empty() : entryOf(file, mistake.line());
        if (entry.isEmpty() || before.contains(entry.get())) {
            files.remove(file);
        } else {
            before.add(entry.get());
            entry.get().id().ifPresent(id -> routes.put(id, mistake));
        }
    }

    private static Optional<FileEntry> entryOf(String file, int line) {
        try {
            return FileEntry.at(Files.readString(FileName.path(FileName.ofLocation(file), SyncFiles.OPTION)), line);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
