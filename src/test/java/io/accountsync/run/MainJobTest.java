package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: rows in, Accounts confirmed, only what changed is sent. */
class MainJobTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void firstRunCreatesEveryRowAndTheSecondSendsNothing() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(450));
            RunReport first = sync.run();
            assertThat(first.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(first.count(Count.CREATED)).isEqualTo(450);
            assertThat(org.records("Account")).hasSize(450);

            RunReport second = sync.run();
            assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(second.count(Count.UNCHANGED)).isEqualTo(450);
            assertThat(org.stats().recordsUpserted()).isEqualTo(450);
            assertThat(sync.context().getInflightRepository().size()).isZero();
        }
    }

    @Test
    void onlyChangedRowsAreSent() {
        try (TestSync sync = TestSync.start(org, directory)) {
            List<java.util.Map<String, Object>> rows = customers(10);
            sync.rows(rows).run();
            rows.set(3, customer(4, "Another name"));
            RunReport second = sync.rows(rows).run();
            assertThat(second.count(Count.UPDATED)).isEqualTo(1);
            assertThat(second.count(Count.UNCHANGED)).isEqualTo(9);
            assertThat(org.find("Account", "Customer_Id__c", "4").orElseThrow()).containsEntry("Name", "Another name");
        }
    }
}
