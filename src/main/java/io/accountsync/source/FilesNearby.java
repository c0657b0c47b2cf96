package io.accountsync.source;

import io.accountsync.config.NearestNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files next to one that is not there.
 *
 * @param missing the file that somebody named
 */
record FilesNearby(Path missing) {
    private static final int SHOWN = 3;

    /** A sentence with the names that may have been meant, to stand behind another one; says so where there are none. */
    String hint() {
        Path directory = missing.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return " Its directory does not exist either.";
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
            List<String> nearest = NearestNames.some(missing.getFileName().toString(), names, SHOWN);
            return nearest.isEmpty()
                    ? " Its directory has no files."
                    : " The nearest are: " + String.join(", ", nearest);
        } catch (IOException e) {
            return "";
        }
    }
}
