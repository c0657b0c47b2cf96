package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of keys that cannot be used is named with what to do; none of its keys is passed over in silence. */
class PropertiesFileTest {
    @TempDir
    private Path directory;

    @Test
    void keysAreReadAndNoFileHasNone() throws IOException {
        Files.writeString(file(), "sync.retries = 5\n");
        assertThat(PropertiesFile.read(file())).containsEntry("sync.retries", "5");
        assertThat(PropertiesFile.read(directory.resolve("none.properties"))).isEmpty();
    }

    @Test
    void aDirectoryIsNamed() throws IOException {
        Files.createDirectory(file());
        assertRefused("is a directory, where a file of keys would be. Rename it.");
    }

    @Test
    void aLinkToAFileThatIsNotThereIsNamed() throws IOException {
        Files.createSymbolicLink(file(), directory.resolve("secrets/account-sync.properties"));
        assertRefused("is a link to a file that is not there. Put the file there, or remove the link.");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        // Not even root can read a link to itself.
        Files.createSymbolicLink(file(), file());
        assertRefused("cannot be read by the user of this process. Give that user the right to read it.");
    }

    @Test
    void aFileThatThisUserMayNotReadIsNamed() throws IOException {
        Files.writeString(file(), "sync.retries=5\n");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file()), "root may read everything");
        assertRefused("cannot be read by the user of this process. Give that user the right to read it.");
    }

    @Test
    void whatIsNoTextOfKeysIsNamed() throws IOException {
        assertRefused(
                "sync.retries=1\nsync.in-flight=1\nsync.retries=2\n", "has sync.retries twice. Keep one of the lines.");
        assertRefused("\uFEFFsync.retries=1\n", "begins with a byte order mark. Save it as UTF-8 without one.");
        assertRefused(
                "source.url=C:\\users\n",
                "has a backslash with u that four hexadecimal digits do not follow. Write \\\\ for a backslash.");
        Files.write(file(), "# \u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("is not text in UTF-8. Save it as UTF-8.");
    }

    private void assertRefused(String content, String sentence) throws IOException {
        Files.writeString(file(), content);
        assertRefused(sentence);
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> PropertiesFile.read(file()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file() + " " + sentence);
    }

    private Path file() {
        return directory.resolve("application.properties");
    }
}
