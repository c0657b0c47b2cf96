package io.accountsync.run.compare;

import static io.accountsync.run.TestSync.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.reconcile.Reconciliation;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestStream;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text that has lost letters is sent as it is, and never without a word. */
class ReplacedTextsTest {
    private static final String TOLD =
            "routes/accounts.camel.yaml: Name has lost letters in the row of B (compared as b), the first of 2 such"
                    + " rows: U+FFFD is where bytes were not text in the encoding by which they were read, here or before; correct it"
                    + " at the source, or name the encoding that the text has where it is read.";

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void rowsWhoseTextHasLostLettersAreToldByRunAndReconcileAndSent() throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(customer("A", "Käärnä €"), customer("B", "K\uFFFDrn"), customer("C", "\uFFFD")));
            RunReport report = sync.run();
            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.notes()).containsExactly(TOLD);
            assertThat(sync.run().notes()).as("as long as it is so").containsExactly(TOLD);
            assertThat(new Reconciliation(sync.context(), difference -> {}, Optional.empty())
                            .compare("accounts")
                            .notes())
                    .containsExactly(TOLD);
            sync.rows(List.of(customer("A", "Käärnä €"), customer("B", "Kärn"), customer("C", "ß")));
            assertThat(sync.run().notes()).isEmpty();
        }
    }

    @Test
    void aStreamTellsOnceASession() {
        List<RunReport> reports = new ArrayList<>();
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.sync().engine().runs().observe(new RunObserver() {
                @Override
                public void ended(RunReport report, boolean loginRefused) {
                    reports.add(report);
                }
            });
            stream.hand(List.of(customer("A", "One"), customer("B", "K\uFFFDrn")));
            stream.hand(List.of(customer("C", "\uFFFD")));
            stream.streams().stop();
        }
        assertThat(reports.get(0).notes()).contains(TOLD);
    }
}
