package io.accountsync.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files that hold row contents or secrets, and the directories that are made for them: nobody but their owner can read or write
 * them, where the file system knows modes. They are made with that mode, so there is no instant at which others can open them.
 */
public final class OwnerOnlyFiles {
    private static final String FILE = "rw-------";
    private static final String DIRECTORY = "rwx------";

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private static final Integer ROOT = 0;

    private OwnerOnlyFiles() {}

    /** Writes the content of a file that is there and empty. */
    @FunctionalInterface
    public interface Writing {
        void into(Path fresh) throws IOException;
    }

    /** Creates an empty file, with its directory; one that is there already is replaced. */
    public static void create(Path file) throws IOException {
        createDirectoryOf(file);
        Files.deleteIfExists(file);
        Files.createFile(file, mode(file, FILE));
    }

    /** Creates an empty file, with its directory, unless there is one. */
    public static void createIfAbsent(Path file) throws IOException {
        createDirectoryOf(file);
        try {
            Files.createFile(file, mode(file, FILE));
        } catch (FileAlreadyExistsException e) {
            // as it should be, most of the time
        }
    }

    /** Creates the directory of a file, unless there is one. */
    public static void createDirectoryOf(Path file) throws IOException {
        createDirectory(file.toAbsolutePath().getParent());
    }

    /** Creates a directory, unless it is there. */
    public static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, mode(directory, DIRECTORY));
            if (knowsModes(directory)) {
                // Whatever the umask took away.
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(DIRECTORY));
            }
        }
    }

    /** What a new file is made with, for those who open it themselves. */
    public static FileAttribute<?>[] modeOf(Path file) {
        return mode(file, FILE);
    }

    /** Writes a file, whole or not at all, in place of one that is there; its directory is made when there is none. */
    public static void write(Path file, String content) throws IOException {
        write(file, fresh -> Files.writeString(fresh, content));
    }

    /** The same for what is written piece by piece. */
    public static void write(Path file, Writing writing) throws IOException {
        Path target = file.toAbsolutePath();
        Path fresh = createBeside(target);
        try {
            writing.into(fresh);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Opens a file beside another one, for what belongs into that later. It has no name, and is gone when it is closed. */
    public static FileChannel openBeside(Path file) throws IOException {
        Path fresh = createBeside(file.toAbsolutePath());
        return FileChannel.open(
                fresh, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Fails where {@link #write} would. */
    public static void requireWritable(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Files.delete(createBeside(target));
        if (Files.isDirectory(target)) {
            throw new IOException("it is a directory");
        }
    }

    /**
     * Refuses a file that somebody else can read or write. A file of root's that we may only read, as our group, is how
     * Kubernetes mounts a Secret: its group is the pod's alone.
     *
     * @param place for messages
     * @throws ConfigurationException naming the place and the remedy
     * @throws IOException when there is no such file, or it cannot be looked at
     */
    public static void requireClosed(Path file, String place) throws IOException {
        if (!knowsModes(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        permissions.retainAll(OF_OTHERS);
        if (isMounted(file)) {
            permissions.remove(PosixFilePermission.GROUP_READ);
        }
        if (!permissions.isEmpty()) {
            throw new ConfigurationException(
                    place + " can be read or written by other users of this machine. Close it with: chmod 600 " + file);
        }
    }

    private static boolean isMounted(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ROOT.equals(Files.getAttribute(file, "unix:uid"))
                && !Files.isWritable(file);
    }

    private static Path createBeside(Path target) throws IOException {
        createDirectoryOf(target);
        return Files.createTempFile(target.getParent(), "." + target.getFileName(), ".new", mode(target, FILE));
    }

    private static FileAttribute<?>[] mode(Path file, String mode) {
        return knowsModes(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsModes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
