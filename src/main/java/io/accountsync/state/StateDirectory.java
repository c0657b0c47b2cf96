package io.accountsync.state;

import com.sun.security.auth.module.UnixSystem;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of the state, and the files in it that SQLite makes: ours alone, and nobody else's. What we own and others can
 * reach is closed, and said; what is not ours is refused. Within a container the mounted directory is as the cluster made it
 * (open to all, with emptyDir), and there is nobody else: only the files are looked at.
 *
 * @param uid of this process
 * @param gid its first group
 */
record StateDirectory(long uid, long gid, boolean inContainer) {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final List<String> ENDINGS = List.of("", "-wal", "-shm", "-journal", ".lock");
    private static final int STICKY = 01000;
    private static final int GROUP_WRITE = 020;
    private static final int OTHERS_WRITE = 02;
    private static final Set<PosixFilePermission> WRITE_OF_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    /** As this process sees it; for file systems without owners the numbers mean nothing. */
    static StateDirectory ofThisProcess() {
        if (!knowsOwners(Path.of(""))) {
            return new StateDirectory(0, 0, true);
        }
        UnixSystem self = new UnixSystem();
        return new StateDirectory(self.getUid(), self.getGid(), isContainer(System.getenv(), Path.of("/")));
    }

    /** Whether a process with these variables, which sees that root directory, is the only one of its machine. */
    static boolean isContainer(Map<String, String> environment, Path root) {
        return environment.containsKey("KUBERNETES_SERVICE_HOST")
                || Files.exists(root.resolve(".dockerenv"))
                || Files.exists(root.resolve("run/.containerenv"));
    }

    /**
     * Makes sure of a state file and its directory, whether they are there already or not.
     *
     * @throws ConfigurationException when somebody else can put another file in its place
     */
    void require(Path file) throws IOException {
        if (!knowsOwners(file)) {
            return;
        }
        if (!inContainer && Files.isDirectory(file.getParent())) {
            requireDirectory(file.getParent());
        }
        for (String ending : ENDINGS) {
            Path part = file.resolveSibling(file.getFileName() + ending);
            if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                requireFile(part, "The state file " + part);
            }
        }
    }

    private void requireDirectory(Path directory) throws IOException {
        long owner = number(directory, "unix:uid");
        int mode = (int) number(directory, "unix:mode");
        if (owner == uid) {
            if (!isSticky(mode)) {
                close(directory, "The state directory " + directory, "written", WRITE_OF_OTHERS);
            }
            return;
        }
        if (owner != 0) {
            throw notOurs(
                    "The state directory " + directory,
                    Files.getOwner(directory).getName());
        }
        if (letsOthersReplaceFiles(number(directory, "unix:gid"), mode)) {
            throw new ConfigurationException(
                    "The state directory " + directory + " can be written by other users, who could"
                            + " put another state into it. Close it with: chmod go-w " + directory
                            + ", or set state.directory to one that is yours.");
        }
    }

    /**
     * Whether somebody else could put another file in the place of the state file into a directory that belongs to
     * root. The sticky bit,
     * as /tmp has it, keeps to each his own files; the group of the directory may be ours alone.
     *
     * @param group of the directory
     * @param mode its bits, as stat has them
     */
    boolean letsOthersReplaceFiles(long group, int mode) {
        int writers = mode & (group == gid ? OTHERS_WRITE : GROUP_WRITE | OTHERS_WRITE);
        return writers != 0 && !isSticky(mode);
    }

    /** Others use it as well, by intent: closing it to them, as /tmp for a process of root's, would break what they do. */
    private static boolean isSticky(int mode) {
        return (mode & STICKY) != 0;
    }

    private void requireFile(Path file, String what) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new ConfigurationException(
                    what + " is a symbolic link, behind which anything can lie. Put the file itself"
                            + " there, or set state.directory to the directory where it is.");
        }
        if (Files.isRegularFile(file)) {
            if (number(file, "unix:uid") != uid) {
                throw notOurs(what, Files.getOwner(file).getName());
            }
            close(file, what, "read or written", OF_OTHERS);
        }
    }

    private static void close(Path path, String what, String how, Set<PosixFilePermission> rights) throws IOException {
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(path);
        Set<PosixFilePermission> closed = new HashSet<>(open);
        if (closed.removeAll(rights)) {
            Files.setPosixFilePermissions(path, closed);
            LOG.warn("{} could be {} by other users of this machine; now it cannot.", what, how);
        }
    }

    private static ConfigurationException notOurs(String what, String owner) {
        return new ConfigurationException(Sentence.closed(what + " belongs to the user " + owner
                        + ", and this process runs as " + System.getProperty("user.name"))
                + " Run it as that user, give the file or directory to this one, or set state.directory to another.");
    }

    private static long number(Path path, String attribute) throws IOException {
        return ((Number) Files.getAttribute(path, attribute)).longValue();
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }
}
