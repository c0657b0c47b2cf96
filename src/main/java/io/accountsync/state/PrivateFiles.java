package io.accountsync.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files of one run that hold row contents: readable by their owner only, and swept when a crash left them behind. */
final class PrivateFiles {
    private PrivateFiles() {}

    /** Creates an empty file with mode 0600 where the file system knows modes. */
    static Path create(Path directory, String name) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(file);
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + file, e);
        }
    }

    /** Deletes what an earlier run of the sync left behind. Call it with the sync's lease held. */
    static void sweep(Path directory, String prefix) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + prefix + "* in " + directory, e);
        }
    }
}
