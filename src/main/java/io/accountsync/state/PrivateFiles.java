package io.accountsync.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/**
 * Files that hold row contents or secrets, and the directories that are made for them: readable by their owner only, where the
 * file system knows modes.
 */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Creates an empty file, with its directory; one that is there already is replaced. */
    public static void create(Path file) throws IOException {
        createDirectory(file);
        Files.deleteIfExists(file);
        Files.createFile(file, ownerOnly(file));
    }

    /** Creates an empty file, with its directory, unless there is one. */
    public static void createIfAbsent(Path file) throws IOException {
        createDirectory(file);
        try {
            Files.createFile(file, ownerOnly(file));
        } catch (FileAlreadyExistsException e) {
            // as it should be, most of the time
        }
    }

    /** Deletes the files of a directory whose whole name matches. */
    static void sweep(Path directory, Pattern name) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory, file -> name.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Creates the directory of a file, unless there is one. */
    static void createDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
            if (knowsModes(directory)) {
                // Whatever the umask took away.
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /** What a new file is made with. */
    static FileAttribute<?>[] ownerOnly(Path file) {
        return ownerOnly(file, "rw-------");
    }

    private static FileAttribute<?>[] ownerOnly(Path file, String mode) {
        return knowsModes(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsModes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
