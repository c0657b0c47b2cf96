package io.accountsync.run;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.OwnerOnlyFiles;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for people with contents of rows and records: its owner alone may read it. */
public final class CsvFile {
    private CsvFile() {}

    /** An empty file, whatever was there. */
    public static Writer create(Path csv) {
        try {
            OwnerOnlyFiles.create(csv);
            return Files.newBufferedWriter(csv, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unwritable(csv, e);
        }
    }

    /** Says so before any work is done, when it cannot be written. */
    public static void requireWritable(Path csv) {
        Path directory = csv.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw unwritable(csv, null);
        }
    }

    /** What to say of a file that cannot be written. */
    public static ConfigurationException unwritable(Path csv, Exception cause) {
        return new ConfigurationException(
                "The file " + csv
                        + " cannot be written. Give --csv a file in a directory that exists and that you may write"
                        + " to.",
                cause);
    }
}
