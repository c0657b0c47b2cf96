package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row contents and secrets are for the eyes of their owner. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "Windows has access lists and not the permissions that are looked at")
class OwnerOnlyFilesTest {
    @TempDir
    private Path directory;

    @Test
    void aNewFileAndItsDirectoryAreTheirOwnersAlone() throws IOException {
        Path file = directory.resolve("new/file");

        OwnerOnlyFiles.create(file);

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(file.getParent())).isEqualTo("rwx------");
    }

    @Test
    void aFileThatOthersCanReadIsReplacedAndNotFilled() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        open(file, "rw-r--r--");

        OwnerOnlyFiles.create(file);

        assertThat(file).isEmptyFile();
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsThereStaysWhereOneIsMadeUnlessThereIsOne() throws IOException {
        Path file = directory.resolve("file");
        OwnerOnlyFiles.createIfAbsent(file);
        Files.writeString(file, "contents");

        OwnerOnlyFiles.createIfAbsent(file);

        assertThat(file).hasContent("contents");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void whatIsWrittenTakesThePlaceOfAnOpenFileAndLeavesNothingBeside() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        open(file, "rw-rw-rw-");

        OwnerOnlyFiles.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(directory).isDirectoryContaining(file::equals);
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void aPlaceThatCanBeWrittenIsLeftAsItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");

        OwnerOnlyFiles.requireWritable(file);

        assertThat(file).hasContent("old");
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void aDirectoryInThePlaceOfTheFileCannotBeWritten() {
        assertThatThrownBy(() -> OwnerOnlyFiles.requireWritable(directory)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw----r--", "rw-----w-"})
    void aFileThatOthersReachIsRefusedWithTheRemedy(String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "secret");
        open(file, mode);

        assertThatThrownBy(() -> OwnerOnlyFiles.requireClosed(file, "The key " + file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The key " + file + " can be read or written by other users")
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void aFileOfItsOwnersAloneIsTaken() throws IOException {
        Path file = directory.resolve("file");
        OwnerOnlyFiles.write(file, "secret");

        assertThatCode(() -> OwnerOnlyFiles.requireClosed(file, "The key")).doesNotThrowAnyException();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void open(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
