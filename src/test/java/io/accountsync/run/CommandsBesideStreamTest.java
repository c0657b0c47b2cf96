package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.adopt.Adoption;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.restore.Restoration;
import io.accountsync.restore.Restoration.Chosen;
import io.accountsync.restore.RestoreReport;
import io.accountsync.run.steps.CommandRun;
import io.accountsync.state.RunLog;
import io.accountsync.state.RunRecord;
import io.accountsync.state.StreamOfOthers;
import io.accountsync.state.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that write to the org and claim no records: none of them and no session of a stream go on at the same time. */
class CommandsBesideStreamTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void restoreRefusesWhileAStreamSessionGoesOnAndSaysHowToEndIt(boolean postgres) throws Exception {
        try (DeletingSync deleting = DeletingSync.start(org, directory, keys(postgres))) {
            deleting.runWithRows(3);
            deleting.runWithRows(2);
            Restoration restoration = new Restoration(deleting.sync().context());
            try (StreamOfOthers stream =
                    StreamOfOthers.of(deleting.sync().context()).begin(1000)) {
                assertThatThrownBy(() -> restore(restoration, false))
                        .isInstanceOf(RunStoppedException.class)
                        .hasMessageContainingAll(
                                "stream session 1000 of sync accounts",
                                "process " + ProcessHandle.current().pid(),
                                "stop that process",
                                "Nothing was changed");
                assertThat(org.records("Account")).hasSize(2);
                assertThat(latest(deleting.sync()).status()).isEqualTo("STOPPED");
                assertThat(restore(restoration, true).status())
                        .as("what only looks goes on")
                        .isEqualTo(RunStatus.SUCCEEDED);

                stream.die();
                assertThat(restore(restoration, false).status()).isEqualTo(RunStatus.SUCCEEDED);
            }
            assertThat(org.records("Account")).hasSize(3);
        }
    }

    @Test
    void adoptRefusesToApplyWhileAStreamSessionGoesOn() throws Exception {
        Path csv = Files.writeString(directory.resolve("adopt.csv"), "nothing of it is read\n");
        try (TestSync sync = TestSync.start(org, directory)) {
            try (StreamOfOthers stream = StreamOfOthers.of(sync.context()).begin(1000)) {
                for (int i = 0; i < 2; i++) {
                    boolean undo = i == 1;
                    assertThatThrownBy(() -> {
                                Adoption adoption = new Adoption(sync.context());
                                if (undo) {
                                    adoption.undo("accounts", csv);
                                } else {
                                    adoption.apply("accounts", csv);
                                }
                            })
                            .isInstanceOf(RunStoppedException.class)
                            .hasMessageContainingAll("stream session 1000 of sync accounts", "adopt");
                }
                assertThat(stream.rowsOf("record_claim")).isZero();
            }
        }
    }

    @Test
    void aStreamWaitsUntilSuchACommandHasEnded() {
        try (TestStream stream = TestStream.start(org, directory)) {
            try (CommandRun restore = CommandRun.writing(stream.sync().engine(), "accounts", RunLog.RESTORE)) {
                assertThat(stream.attempt(List.of(customer(1, "One"))))
                        .contains("The command restore of sync accounts is in progress", "The stream goes on");
                restore.ends(RunStatus.SUCCEEDED, null);
            }
            assertThat(org.records("Account")).isEmpty();
            assertThat(TestStream.latest(stream.sync(), "stream").status()).isEqualTo("STOPPED");
        }
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(customers(2));
            assertThat(org.records("Account")).hasSize(2);
        }
    }

    private static RestoreReport restore(Restoration restoration, boolean dryRun) throws Exception {
        return restoration.restore("accounts", new Chosen(List.of(), null), dryRun, record -> assertThat(
                        record.key().key())
                .isEqualTo("3"));
    }

    private static RunRecord latest(TestSync sync) {
        return sync.<List<RunRecord>>ofState(state -> state.runs().latest("accounts", 1))
                .get(0);
    }

    private static String[] keys(boolean postgres) {
        List<String> keys = new ArrayList<>();
        if (postgres) {
            TestPostgres server = TestPostgres.shared();
            keys.addAll(List.of("state.url", server.url(server.newSchema()), "state.username", "postgres"));
        }
        return keys.toArray(String[]::new);
    }
}
