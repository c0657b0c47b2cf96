package io.accountsync.observe;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.config.Settings;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.salesforce.CredentialsFile;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ready or not, and the remedy; in a plain CamelContext, as other runtimes have it. */
class SyncHealthTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void readyBeforeTheFirstRunAndAfterOneThatCameToItsEnd() {
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(ready(sync).getState()).isEqualTo(State.UP);
            sync.rows(customers(3)).run();
            Result ready = ready(sync);
            assertThat(ready.getState()).isEqualTo(State.UP);
            assertThat(ready.getDetails()).containsKey("accounts.last-success");
        }
    }

    @Test
    void notReadyWhileTheLoginIsRefusedWithTheRemedyInItsData() {
        credentials("5Aepdead");
        try (TestSync sync = TestSync.start(
                org, directory, TestSync.ACCOUNTS, "salesforce.refresh-token", "", "salesforce.client-secret", "")) {
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.STOPPED);

            Result refused = ready(sync);
            assertThat(refused.getState()).isEqualTo(State.DOWN);
            assertThat(refused.getDetails().get("accounts.remedy"))
                    .asString()
                    .contains("invalid_grant")
                    .contains("auth login");
            assertThat(refused.getMessage())
                    .hasValueSatisfying(text -> assertThat(text).contains("auth login"));
            assertThat(HealthCheckHelper.invokeLiveness(sync.context()))
                    .as("a restart would fix nothing")
                    .allMatch(result -> result.getState() == State.UP);

            credentials(org.refreshToken());
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(ready(sync).getState()).isEqualTo(State.UP);
        }
    }

    @Test
    void readyAgainOnceARunOfAnotherReplicaShowsThatWeAreLetIn() {
        credentials("5Aepdead");
        try (TestSync refused = TestSync.start(
                org, directory, TestSync.ACCOUNTS, "salesforce.refresh-token", "", "salesforce.client-secret", "")) {
            assertThat(refused.rows(customers(3)).run().status()).isEqualTo(RunStatus.STOPPED);
            assertThat(ready(refused).getState()).isEqualTo(State.DOWN);
            try (TestSync other = TestSync.start(org, directory)) {
                assertThat(other.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            }
            assertThat(ready(refused).getState()).isEqualTo(State.UP);
        }
    }

    @Test
    void notReadyWhenTheLastSuccessIsTooOldOfWhicheverProcess() {
        try (TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.max-staleness", "300ms")) {
            sync.rows(customers(1)).run();
            await().untilAsserted(() -> assertThat(ready(sync).getState()).isEqualTo(State.DOWN));
            assertThat(ready(sync).getDetails().get("accounts.remedy"))
                    .asString()
                    .contains("sync.max-staleness")
                    .contains("account-sync status accounts");
        }
        try (TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.accounts.max-staleness", "1h")) {
            assertThat(ready(sync).getState())
                    .as("the success was another process's")
                    .isEqualTo(State.UP);
            assertThat(ready(sync).getDetails()).containsKey("accounts.last-success");
        }
    }

    @Test
    void notReadyWhenNoRunEverCameToItsEnd() {
        try (TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.max-staleness", "100ms")) {
            await().untilAsserted(() -> assertThat(ready(sync).getState()).isEqualTo(State.DOWN));
            assertThat(ready(sync).getMessage())
                    .hasValueSatisfying(text -> assertThat(text).contains("No run has completed"));
        }
    }

    @Test
    void aStalenessOfZeroIsNone() {
        try (TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.max-staleness", "0")) {
            assertThat(ready(sync).getState()).isEqualTo(State.UP);
        }
    }

    private void credentials(String refreshToken) {
        CredentialsFile.of(Settings.of(
                        key -> Optional.of(directory.toString()).filter(value -> key.equals("state.directory"))))
                .write(new CredentialsFile.Content(
                        org.baseUrl(), org.orgId(), org.clientId(), org.clientSecret(), refreshToken));
    }

    private static Result ready(TestSync sync) {
        return HealthCheckHelper.invokeReadiness(sync.context()).stream()
                .filter(result -> result.getCheck().getId().equals("account-sync"))
                .findFirst()
                .orElseThrow();
    }
}
