package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sync files count. */
class SyncFilesTest {
    @TempDir
    private Path directory;

    @Test
    void whoeverHasNoSyncFileIsToldThatTheSampleIsMeant() throws IOException {
        Path routes = directory.resolve("routes");
        assertThat(SyncFiles.ofSample(routes))
                .hasValue("There is no sync file in " + routes
                        + ": this is about the sample in the jar, accounts. Make one with "
                        + "\"account-sync init\", or name yours with --routes");
        Files.createDirectory(routes);
        assertThat(SyncFiles.ofSample(routes)).isPresent();
        Files.writeString(routes.resolve("crm.camel.yaml"), "");
        assertThat(SyncFiles.ofSample(routes)).isEmpty();
    }
}
