package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            RunReport first = sync.rows(customers(450)).run();
            assertThat(first.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(first.count(Count.CREATED)).isEqualTo(450);
            assertThat(org.records("Account")).hasSize(450);

            RunReport second = sync.run();
            assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(second.count(Count.UNCHANGED)).isEqualTo(450);
            assertThat(org.stats().recordsUpserted()).isEqualTo(450);
        }
    }

    @Test
    void onlyChangedRowsAreSent() {
        try (TestSync sync = TestSync.start(org, directory)) {
            List<Map<String, Object>> rows = customers(10);
            sync.rows(rows).run();
            rows.set(3, customer(4, "Another name"));

            RunReport second = sync.rows(rows).run();

            assertThat(second.count(Count.UPDATED)).isEqualTo(1);
            assertThat(second.count(Count.UNCHANGED)).isEqualTo(9);
            assertThat(org.find("Account", "Customer_Id__c", "4").orElseThrow()).containsEntry("Name", "Another name");
        }
    }

    @Test
    void aValueThatReturnsToWhatItWasIsSentAgain() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(customer(1, "A"))).run();
            sync.rows(List.of(customer(1, "B"))).run();

            RunReport third = sync.rows(List.of(customer(1, "A"))).run();

            assertThat(third.count(Count.UPDATED)).isEqualTo(1);
            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow()).containsEntry("Name", "A");
        }
    }

    @Test
    void stateOutlivesTheProcess() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
        }
        try (TestSync restarted = TestSync.start(org, directory)) {
            assertThat(restarted.rows(customers(3)).run().count(Count.UNCHANGED))
                    .isEqualTo(3);
        }
    }

    @Test
    void anEditedMappingSendsExactlyTheRecordsWhosePayloadChanged() {
        List<Map<String, Object>> rows = new ArrayList<>(customers(5));
        rows.add(row("id", 6, "name", "Company 6", "city", "Bonn"));
        rows.add(row("id", 7, "name", "Company 7", "city", "Köln"));
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(rows).run();
        }
        String edited = ACCOUNTS.replace("BillingCity: \"${body[city]}\"", "ShippingCity: \"${body[city]}\"");
        try (TestSync sync = TestSync.start(org, directory, edited)) {
            RunReport report = sync.rows(rows).run();

            assertThat(report.count(Count.UPDATED)).isEqualTo(2);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(5);
            assertThat(org.find("Account", "Customer_Id__c", "6").orElseThrow()).containsEntry("ShippingCity", "Bonn");
        }
    }

    @Test
    void fullRefreshSendsEveryRowAndTheNextRunNone() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(7)).run();

            RunReport refresh = sync.run(RunMode.FULL_REFRESH);
            assertThat(refresh.count(Count.UPDATED)).isEqualTo(7);
            assertThat(refresh.mode()).isEqualTo("full-refresh");

            assertThat(sync.run().count(Count.UNCHANGED)).isEqualTo(7);
        }
    }

    @Test
    void anEmptySourceSucceedsAndMakesNoRecordCall() {
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(List.of()).run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.READ)).isZero();
            assertThat(org.stats().recordsUpserted()).isZero();
        }
    }

    @Test
    void rowsMayComeAsIteratorIterableStreamOrOneMap() {
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(() -> customers(2).iterator()).run().count(Count.READ))
                    .isEqualTo(2);
            assertThat(sync.rows(() -> customers(2).stream()).run().count(Count.READ))
                    .isEqualTo(2);
            assertThat(sync.rows(() -> customer(1, "One")).run().count(Count.READ))
                    .isEqualTo(1);
            assertThat(sync.rows(() -> null).run().count(Count.READ)).isZero();
        }
    }

    @Test
    void columnNamesIgnoreCaseWhateverTheSource() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(() -> List.of(Map.of("ID", "1", "Name", "Shouting", "CITY", "Bonn", "Parent", "")))
                    .run();

            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow())
                    .containsEntry("Name", "Shouting")
                    .containsEntry("BillingCity", "Bonn");
        }
    }

    @Test
    void nothingStaysInFlightAfterARun() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(450)).run();
            assertThat(sync.context().getInflightRepository().size()).isZero();
        }
        try (TestSync refused = TestSync.start(org, directory, ACCOUNTS, "salesforce.client-secret", "wrong")) {
            assertThat(refused.run().status()).isEqualTo(RunStatus.STOPPED);
            assertThat(refused.context().getInflightRepository().size()).isZero();
        }
    }
}
