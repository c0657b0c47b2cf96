package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a process from serving before it has begun, told with place and remedy. */
class ServeTest {
    @TempDir
    private Path directory;

    private InProcess command;

    @BeforeEach
    void prepare() {
        command = new InProcess()
                .with("state.directory", directory.resolve("data").toString())
                .with("camel.management.port", "0");
    }

    @Test
    void aManagementPortThatIsTakenIsAMistake() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            command.with("camel.management.port", port);
            assertRefused("The management port " + port + " on 127.0.0.1 cannot be opened", "CAMEL_MANAGEMENT_PORT");
        }
    }

    @Test
    void aManagementPortThatIsNoneIsAMistake() {
        command.with("camel.management.port", "tcp://10.0.0.1:9876");
        assertRefused("camel.management.port must be a port from 1 to 65535");
    }

    @Test
    void aManagementHostThatIsNotOursIsAMistake() {
        command.with("camel.management.host", "192.0.2.1");
        assertRefused("on 192.0.2.1 cannot be opened", "camel.management.host");
    }

    @ParameterizedTest
    @CsvSource({
        "camel.management.dev-console-enabled",
        "camel.management.jolokiaEnabled",
        "camel.management.upload-enabled",
        "camel.management.download-enabled",
        "camel.management.send-enabled"
    })
    void whatLetsAnybodyActIsNotOpenedEvenWhenAskedFor(String key) {
        command.with(key, "true");
        assertRefused(key + " would let everybody who reaches the management port act", "take the key out");
    }

    /** CVE-2026-40022. */
    @Test
    void aLoginThatWouldNotCoverWhatIsBelowThePathIsRefused() {
        command.with("camel.management.authentication-enabled", "true").with("camel.management.path", "/admin");
        assertRefused("would ask nobody for a login below that path", "Take camel.management.path out");
    }

    @Test
    void aProfileWithoutAFileIsAMistake() {
        command.with("camel.main.profile", "staging");
        assertRefused("The profile is staging", "no application-staging.properties");
    }

    @Test
    void aMountThatIsNotThereIsAMistake() {
        command.with(
                "camel.main.cloud-properties-location",
                directory.resolve("nowhere").toString());
        assertRefused("nowhere, which is not a directory", "Mount the Secret");
    }

    private void assertRefused(String... words) {
        Jar.Ended serve = command.run("serve");
        assertThat(serve.err()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(serve.exitCode()).isEqualTo(2);
    }
}
