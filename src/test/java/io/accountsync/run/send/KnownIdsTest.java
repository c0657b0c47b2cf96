package io.accountsync.run.send;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results whose ids cannot be those of the records that were sent. */
class KnownIdsTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void resultsInAnotherOrderConfirmNothingAndTheRepeatDoes() {
        try (TestSync sync = start()) {
            sync.rows(customers("A")).run();
            List<String> ids = ids();
            Collections.reverse(ids);
            answer(ids, false);

            RunReport report = sync.rows(customers("B")).run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.RECREATED)).isZero();
            assertThat(report.count(Count.UPDATED)).isEqualTo(3);
            assertThat(report.doubts().records()).isEqualTo(3);
            assertThat(org.records("Account"))
                    .allMatch(account -> account.get("Name").toString().startsWith("B"));
        }
    }

    @Test
    void aResultThatIsAnotherRecordsIsNotTakenForOneMadeAnew() {
        try (TestSync sync = start()) {
            sync.rows(customers("A")).run();
            org.insert("Account", Map.of("Name", "Somebody", "Customer_Id__c", "9"));
            sync.rows(List.of(customer(9, "New"))).run();
            String other = ids().get(3);
            // The answer says that record 1 was made, under the id of record 9.
            answer(List.of(other, ids().get(1), ids().get(2)), true);

            RunReport report = sync.rows(customers("B")).run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.RECREATED)).isZero();
            assertThat(report.count(Count.CREATED)).isZero();
        }
    }

    @Test
    void oneIdForTwoRecordsEndsTheRunWhenTheOrgInsists() {
        try (TestSync sync = start("sync.retries", "0")) {
            answer(List.of("001000000000001AAA", "001000000000001AAA", "001000000000002AAA"), true);
            RunReport report = sync.rows(customers("A")).run();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("results with the ids of other records");
            assertThat(report.count(Count.UNSENT)).isEqualTo(3);
        }
    }

    @Test
    void anExternalIdThatSomebodyGaveToAnotherRecordIsNoMistake() {
        try (TestSync sync = start()) {
            sync.rows(customers("A")).run();
            List<String> ids = ids();
            org.edit("Account", ids.get(0), Map.of("Customer_Id__c", "old-1"));
            org.edit("Account", ids.get(1), Map.of("Customer_Id__c", "1"));

            RunReport report = sync.rows(customers("B")).run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.doubts()).isNull();
            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow().get("Id"))
                    .isEqualTo(ids.get(1));
            // Number 2 is nobody's any more, and is created again.
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(sync.rows(customers("B")).run().count(Count.UNCHANGED)).isEqualTo(3);
        }
    }

    @Test
    void aBulkResultOfAnotherRecordConfirmsNothing() {
        try (TestSync sync = start("sync.path", "bulk", "sync.bulk.threshold", "1", "sync.retries", "0")) {
            sync.rows(customers("A")).run();
            List<String> ids = ids();
            String csv = "\"sf__Id\",\"sf__Created\",\"Customer_Id__c\",\"Name\"\n" + "\"" + ids.get(1)
                    + "\",\"false\",\"1\",\"B 1\"\n" + "\"" + ids.get(0) + "\",\"false\",\"2\",\"B 2\"\n" + "\""
                    + ids.get(2) + "\",\"false\",\"3\",\"B 3\"\n";
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.BULK)
                                    .withPath("successfulResults")
                                    .once(),
                            new FaultAction.AnswerWith(200, "text/csv", csv, true));
            RunReport report = sync.rows(customers("B")).run();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.count(Count.UPDATED)).isZero();

            // The job is known: the next run takes its results.
            RunReport next = sync.run();
            assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(next.count(Count.UPDATED)).isEqualTo(3);
        }
    }

    private TestSync start(String... settings) {
        return TestSync.start(org, directory, ACCOUNTS, settings);
    }

    private static List<Map<String, Object>> customers(String name) {
        return List.of(customer(1, name + " 1"), customer(2, name + " 2"), customer(3, name + " 3"));
    }

    private List<String> ids() {
        return new ArrayList<>(org.records("Account").stream()
                .map(account -> account.get("Id").toString())
                .toList());
    }

    /** The next call is carried out, and answered with these ids. */
    private void answer(List<String> ids, boolean created) {
        String body = ids.stream()
                .map(id -> "{\"id\":\"" + id + "\",\"success\":true,\"errors\":[],\"created\":" + created + "}")
                .collect(Collectors.joining(",", "[", "]"));
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).once(),
                        new FaultAction.AnswerWith(200, "application/json", body, true));
    }
}
