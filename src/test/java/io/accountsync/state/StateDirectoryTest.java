package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who else can reach the state file is shut out, or the state is refused. */
class StateDirectoryTest {
    private static final int SOMEBODY = 4321;

    @TempDir
    private Path directory;

    private Path file;
    private StateDirectory ours;

    @BeforeEach
    void weAreWhoOwnsTheDirectory() throws IOException {
        file = Files.createFile(directory.resolve("state.db"));
        mode(file, "rw-------");
        ours = new StateDirectory(number(directory, "unix:uid"), number(directory, "unix:gid"), false);
    }

    @Test
    void aPrivateFileInAPrivateDirectoryIsLeftAlone() {
        assertThat(said(ours)).isEmpty();
    }

    @Test
    void aStateFileThatOthersCouldReadIsClosedAndSaid() throws IOException {
        mode(file, "rw-r--r--");
        Path log = Files.createFile(directory.resolve("state.db-wal"));
        mode(log, "rw-rw----");

        assertThat(said(ours))
                .isEqualTo("The state file " + file
                        + " could be read or written by other users of this machine; now it cannot." + "The state file "
                        + log + " could be read or written by other users of this machine; now it cannot.");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(log)).isEqualTo("rw-------");
    }

    @Test
    void aDirectoryOfOursThatOthersCouldWriteIsClosedAndSaid() throws IOException {
        mode(directory, "rwxrwxr-x");

        assertThat(said(ours)).contains("The state directory " + directory + " could be written by other users");
        assertThat(mode(directory)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aSymbolicLinkIsRefused() throws IOException {
        Path target = Files.move(file, directory.resolve("elsewhere.db"));
        Files.createSymbolicLink(file, target);

        assertThatThrownBy(() -> ours.require(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The state file " + file + " is a symbolic link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state.db", "state.db-wal", "state.db-shm", "state.db-journal", "state.db.lock"})
    void aFileOfSomebodyElseIsRefused(String name) throws IOException {
        Path theirs = Files.exists(directory.resolve(name))
                ? directory.resolve(name)
                : Files.createFile(directory.resolve(name));

        assertThatThrownBy(
                        () -> new StateDirectory(SOMEBODY, SOMEBODY, true).require(theirs.resolveSibling("state.db")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "belongs to the user " + Files.getOwner(theirs).getName() + ", and this process runs as")
                .hasMessageContaining("set state.directory");
    }

    @Test
    void aDirectoryOfRootsIsTakenAsLongAsNobodyElseCanWriteThere() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(ours.uid() == 0, "this directory is root's");
        Files.delete(file);
        StateDirectory another = new StateDirectory(SOMEBODY, SOMEBODY, false);
        assertThatCode(() -> another.require(file)).doesNotThrowAnyException();

        mode(directory, "rwxrwxrwx");
        assertThatThrownBy(() -> another.require(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The state directory " + directory + " can be written by other users")
                .hasMessageContaining("chmod go-w " + directory);

        mode(directory, "rwxrwxr-x");
        assertThatThrownBy(() -> another.require(file)).hasMessageContaining("can be written by other users");
        assertThatCode(() -> new StateDirectory(SOMEBODY, ours.gid(), false).require(file))
                .as("the group of this process alone")
                .doesNotThrowAnyException();
    }

    @Test
    void aDirectoryOfSomebodyElseIsRefused() throws IOException {
        Files.delete(file);
        org.junit.jupiter.api.Assumptions.assumeTrue(ours.uid() == 0, "only root may give files away");
        Files.setAttribute(directory, "unix:uid", SOMEBODY);

        assertThatThrownBy(() -> ours.require(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The state directory " + directory + " belongs to the user " + SOMEBODY);
        assertThatThrownBy(() -> new StateDirectory(SOMEBODY + 1, 0, false).require(file))
                .hasMessageContaining("belongs to the user " + SOMEBODY);
    }

    @Test
    void aMountedDirectoryOfAContainerIsTakenAsItIs() throws IOException {
        Files.delete(file);
        mode(directory, "rwxrwxrwx");

        assertThatCode(() -> new StateDirectory(SOMEBODY, SOMEBODY, true).require(file))
                .doesNotThrowAnyException();
        assertThat(mode(directory)).isEqualTo("rwxrwxrwx");
    }

    /** Others could put another file in the place of the state file into a directory of root's with this mode? */
    @ParameterizedTest
    @CsvSource({
        "0755, false, false",
        "0755, true,  false",
        "0775, false, true",
        "0775, true,  false",
        "0777, false, true",
        "0777, true,  true",
        "0757, true,  true",
        "1777, false, false",
        "1777, true,  false",
        "1775, false, false",
        "2775, false, true",
        "4777, false, true",
        "0700, false, false",
    })
    void theStickyBitAndAGroupOfOursKeepOthersFromOurFiles(String mode, boolean groupIsOurs, boolean open) {
        StateDirectory another = new StateDirectory(SOMEBODY, SOMEBODY, false);

        assertThat(another.letsOthersReplaceFiles(groupIsOurs ? SOMEBODY : 0, Integer.parseInt(mode, 8)))
                .isEqualTo(open);
    }

    @Test
    void aStickyDirectoryOfOursIsLeftToThoseWhoShareIt() throws IOException {
        Files.setAttribute(directory, "unix:mode", 01777);

        assertThat(said(ours)).isEmpty();
        assertThat(number(directory, "unix:mode") & 07777).isEqualTo(01777);
    }

    @Test
    void aStateFileThatNobodyMayReadIsLeftToWhoeverOpensIt() throws IOException {
        mode(file, "---------");

        assertThat(said(ours)).isEmpty();
    }

    @Test
    void aContainerIsKnownByItsVariableOrItsMarks() throws IOException {
        assertThat(StateDirectory.isContainer(Map.of("HOME", "/root"), directory))
                .isFalse();
        assertThat(StateDirectory.isContainer(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"), directory))
                .isTrue();
        Path mark = Files.createFile(directory.resolve(".dockerenv"));
        assertThat(StateDirectory.isContainer(Map.of(), directory)).isTrue();
        Files.delete(mark);
        Files.createDirectories(directory.resolve("run"));
        Files.createFile(directory.resolve("run/.containerenv"));
        assertThat(StateDirectory.isContainer(Map.of(), directory)).isTrue();
    }

    private String said(StateDirectory who) {
        try (CapturedLogs logs = new CapturedLogs("io.accountsync.state")) {
            assertThatCode(() -> who.require(file)).doesNotThrowAnyException();
            return String.join("", logs.texts());
        }
    }

    private static long number(Path path, String attribute) throws IOException {
        return ((Number) Files.getAttribute(path, attribute)).longValue();
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
