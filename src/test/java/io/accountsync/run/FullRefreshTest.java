package io.accountsync.run;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Design rule 13: a full refresh sends every record whatever its fingerprint, and never deletes. */
class FullRefreshTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void everyRowIsSentInFullBatchesAndTheNextIncrementalRunSendsNothing() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(450)).run();
            org.stats().reset();

            RunReport refresh = sync.rows(customers(440)).run(RunMode.FULL_REFRESH);

            assertThat(refresh.count(Count.UPDATED)).isEqualTo(440);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(3);
            assertThat(org.records("Account")).as("nothing is deleted").hasSize(450);
            assertThat(sync.run().count(Count.UNCHANGED)).isEqualTo(440);
            assertThat(sync.run(RunMode.FULL_REFRESH).count(Count.UPDATED))
                    .as("a new one sends everything again")
                    .isEqualTo(440);
        }
    }

    @Test
    void oneThatWasBrokenOffIsCarriedOnWithoutSendingTheConfirmedPartTwice() {
        Fault fault;
        try (TestSync sync =
                TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.in-flight", "1", "sync.retries", "0")) {
            sync.rows(customers(1000)).run();
            org.stats().reset();
            fault = org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).from(3),
                            FaultAction.respond(503, "SERVER_UNAVAILABLE", "later"));
            RunReport broken = sync.run(RunMode.FULL_REFRESH);
            assertThat(broken.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(broken.count(Count.UPDATED)).isEqualTo(400);
        }
        fault.remove();
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport carriedOn = sync.rows(customers(1000)).run(RunMode.FULL_REFRESH);

            assertThat(carriedOn.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(carriedOn.count(Count.UPDATED)).isEqualTo(600);
            assertThat(carriedOn.count(Count.UNCHANGED)).isEqualTo(400);
        }
    }

    @Test
    void whatARefreshDefersIsSentByTheNextRunThoughItsRowIsAsSalesforceConfirmedItBefore() {
        Map<String, Object> child = TestSync.row("id", "child", "name", "Child", "parent", "parent");
        try (TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.max-missing", "100")) {
            sync.rows(List.of(TestSync.row("id", "parent", "name", "Parent"), child))
                    .run();
            org.delete(String.valueOf(account("parent").get("Id")));
            RunReport refresh = sync.rows(List.of(child)).run(RunMode.FULL_REFRESH);
            assertThat(refresh.count(Count.RETRY_LATER)).as(refresh.toJson()).isEqualTo(1);

            RunReport next = sync.rows(List.of(TestSync.row("id", "parent", "name", "Parent again"), child))
                    .run();

            assertThat(next.status()).as(next.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(account("child"))
                    .containsEntry("ParentId", account("parent").get("Id"));
            assertThat(sync.parked()).isZero();
        }
    }

    private Map<String, Object> account(String key) {
        return org.find("Account", "Customer_Id__c", key).orElseThrow();
    }

    @Test
    void theModeCanBeAKey() {
        try (TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.mode", "full-refresh")) {
            sync.rows(customers(5)).run(null);
            assertThat(sync.run(null).count(Count.UPDATED)).isEqualTo(5);
        }
    }
}
