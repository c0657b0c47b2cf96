package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.run.PackedRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which sync files count: those outside the jar replace its samples. */
final class SyncFiles {
    private static final Path DEFAULT = Path.of("routes");
    private static final String ENDING = "*.camel.yaml";

    private SyncFiles() {}

    /**
     * Locations for Camel.
     *
     * @param given what {@code --routes} says, or null
     * @throws ConfigurationException when the place given has no sync file: Camel would start and do nothing
     */
    static List<String> locate(Path given) {
        if (given == null) {
            List<String> own = Files.isDirectory(DEFAULT) ? in(DEFAULT) : List.of();
            return own.isEmpty() ? PackedRoutes.syncs() : own;
        }
        if (Files.isRegularFile(given)) {
            return List.of("file:" + given);
        }
        List<String> found = Files.isDirectory(given) ? in(given) : List.of();
        if (found.isEmpty()) {
            throw new ConfigurationException("No route file found: " + given.toAbsolutePath()
                    + (Files.exists(given) ? " has no " + ENDING + "." : " does not exist.")
                    + " Give --routes a sync file or a directory of them.");
        }
        return found;
    }

    private static List<String> in(Path directory) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ENDING)) {
            files.forEach(file -> found.add("file:" + file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
        Collections.sort(found);
        return found;
    }
}
