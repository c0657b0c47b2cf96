package io.accountsync.state;

import io.accountsync.config.OwnerOnlyFiles;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How files are named that one run of a sync keeps next to the state. No two have the same name, whichever process,
 * state or
 * run they are of: several states may share a directory, and each counts its runs from 1.
 */
public final class RunFile {
    private RunFile() {}

    /** A new name; {@code kind} is how it ends. */
    static Path in(Path directory, String sync, long runId, String kind) {
        return directory.resolve(
                prefix(sync) + runId + "." + Long.toHexString(UUID.randomUUID().getMostSignificantBits()) + "." + kind);
    }

    /**
     * Deletes what crashed runs of a sync left, those of earlier versions among it. What a run has open lost its name when it
     * was opened, and stays.
     */
    public static void sweep(Path directory, String sync) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Pattern name = Pattern.compile(Pattern.quote(prefix(sync)) + "\\d+(\\.[0-9a-f]+)?\\.(db|log|keys|payloads)");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory, file -> name.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(directory, e);
        }
    }

    /** Finds out, before a run does anything else, whether it could make its files: most runs of a schedule need none. */
    static void requireDirectory(Path directory) {
        try {
            OwnerOnlyFiles.createDirectory(directory);
            if (!Files.isWritable(directory)) {
                throw new AccessDeniedException(directory.toString());
            }
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(directory, e);
        }
    }

    /** A sync can have any name; "accounts" must not sweep "accounts-eu". */
    private static String prefix(String sync) {
        return "changes-" + URLEncoder.encode(sync, StandardCharsets.UTF_8) + "-";
    }
}
