package io.accountsync.salesforce;

import io.accountsync.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that hold secrets: written so that only their owner can read them, and not read when others can, too. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private static final Integer ROOT = 0;

    private PrivateFile() {}

    /**
     * Refuses a file that somebody else can read or write. A file of root's that we may only read, as our group, is how
     * Kubernetes mounts a Secret: its group is the pod's alone.
     *
     * @param place for messages
     * @throws IOException when there is no such file, or it cannot be looked at
     */
    static void requireClosed(Path file, String place) throws IOException {
        if (!knowsModes(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        permissions.retainAll(OF_OTHERS);
        if (isMounted(file)) {
            permissions.remove(PosixFilePermission.GROUP_READ);
        }
        if (!permissions.isEmpty()) {
            throw new ConfigurationException(place
                    + " can be read or written by other users of this machine. Close it with: " + "chmod 600 " + file);
        }
    }

    private static boolean isMounted(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ROOT.equals(Files.getAttribute(file, "unix:uid"))
                && !Files.isWritable(file);
    }

    /** Writes a file with mode 0600, whole or not at all; its directory is made when there is none. */
    public static void write(Path file, String content) throws IOException {
        Path target = file.toAbsolutePath();
        createDirectory(target.getParent());
        Path fresh = Files.createTempFile(
                target.getParent(), "." + target.getFileName(), ".new", ownerOnly(target, "rw-------"));
        try {
            Files.writeString(fresh, content);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Fails where {@link #write} would. */
    public static void requireWritable(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        createDirectory(target.getParent());
        Files.delete(Files.createTempFile(
                target.getParent(), "." + target.getFileName(), ".new", ownerOnly(target, "rw-------")));
        if (Files.isDirectory(target)) {
            throw new IOException("it is a directory");
        }
    }

    private static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
        }
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
