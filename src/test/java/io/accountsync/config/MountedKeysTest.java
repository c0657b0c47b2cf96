package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as Kubernetes mounts them. */
class MountedKeysTest {
    @TempDir
    private Path directory;

    @Test
    void eachFileIsAKeyAndTheLineEndAfterItsValueIsDropped() throws IOException {
        Files.writeString(directory.resolve("salesforce.client-secret"), "s3cret\r\n");
        Files.writeString(directory.resolve("more.properties"), "sync.batch-size=7\n");
        MountedKeys keys = MountedKeys.in(directory.toString());
        assertThat(keys.values())
                .containsEntry("salesforce.client-secret", "s3cret")
                .containsEntry("sync.batch-size", "7");
        assertThat(keys.file("salesforce.client-secret")).contains(directory.resolve("salesforce.client-secret"));
    }

    @Test
    void whatKubernetesLinksToIsNotReadTwice() throws IOException {
        Path data = Files.createDirectory(directory.resolve("..2026_11_23"));
        Files.writeString(data.resolve("source.password"), "one");
        Files.createSymbolicLink(directory.resolve("..data"), data.getFileName());
        Files.createSymbolicLink(directory.resolve("source.password"), Path.of("..data/source.password"));
        assertThat(MountedKeys.in(directory.toString()).values())
                .containsExactly(java.util.Map.entry("source.password", "one"));
    }

    @Test
    void aLaterDirectoryWins() throws IOException {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path two = Files.createDirectory(directory.resolve("two"));
        Files.writeString(one.resolve("source.username"), "first");
        Files.writeString(two.resolve("source.username"), "second");
        assertThat(MountedKeys.in(one + ", " + two).values()).containsEntry("source.username", "second");
    }

    @Test
    void aDirectoryThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> MountedKeys.in(directory.resolve("nowhere").toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nowhere, which is not a directory")
                .hasMessageContaining("CAMEL_MAIN_CLOUD_PROPERTIES_LOCATION");
    }

    @Test
    void aFileThatIsNoTextIsAMistake() throws IOException {
        Files.write(directory.resolve("salesforce.client-secret"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        assertThatThrownBy(() -> MountedKeys.in(directory.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("salesforce.client-secret is not text");
    }

    @Test
    void noneAreMountedWithoutADirectory() {
        assertThat(MountedKeys.in(null).values()).isEmpty();
        assertThat(MountedKeys.in(" ").values()).isEmpty();
    }
}
