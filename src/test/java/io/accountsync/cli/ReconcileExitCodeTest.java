package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SampleSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that cannot be compared is not "all is well": reconcile ends with 3, and help and documents say so. */
class ReconcileExitCodeTest {
    @TempDir
    private Path directory;

    @Test
    void anInvalidRowAloneEndsItWithThree() throws Exception {
        SampleSource source = SampleSource.create(directory.resolve("source.db"));
        source.execute("delete from customers where customer_id not in ('1', '6')");
        try (LocalOrg org = LocalOrg.start()) {
            InProcess command = new InProcess()
                    .with("salesforce.login-url", org.baseUrl())
                    .with("salesforce.client-id", org.clientId())
                    .with("salesforce.client-secret", org.clientSecret())
                    .with("salesforce.refresh-token", org.refreshToken())
                    .with("source.url", source.url())
                    .with("state.directory", directory.resolve("data").toString());
            command.run("run");

            Jar.Ended reconciled = command.run("reconcile");

            assertThat(reconciled.exitCode()).isEqualTo(3);
            assertThat(reconciled.out())
                    .contains("1 the same", "1 invalid (could not be read or mapped)")
                    .doesNotContain("missing in", "different there", "unknown to");
        }
    }

    @Test
    void helpAndDocumentsSayTheSame() throws Exception {
        assertThat(words(new InProcess().run("reconcile", "--help").out()))
                .contains("with 3 when they differ or a row could not be read or mapped");
        assertThat(words(Files.readString(Path.of("README.md"))))
                .contains(
                        "Exit code 3 when they differ or a row is invalid",
                        "when source and Salesforce differ or a row could not be compared");
        assertThat(words(Files.readString(Path.of("docs/operations.md"))))
                .contains("It ends with 0 when nothing differs and every row could be compared, else with 3");
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
