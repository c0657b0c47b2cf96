package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.BulkJobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as a whole: several at once, large ones, ones that fail, ones that are left behind. */
class BulkJobsTest {
    private LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void severalJobsAreInProgressAtOnceAndNoneIsLargerThanTheKeySays() {
        restartOrg(Duration.ofMillis(150));
        try (TestSync sync = bulk("sync.bulk.job-size", "1000", "sync.bulk.jobs", "3")) {
            RunReport report = sync.rows(customers(100)).run();
            assertThat(report.message()).isNull();
            assertThat(report.count(Count.CREATED)).isEqualTo(100);
        }
        List<String> jobs = org.stats().seen().stream()
                .filter(call -> call.kind() == CallKind.BULK && !call.method().equals("PUT"))
                .map(call -> call.method())
                .toList();
        assertThat(jobs.stream().filter("POST"::equals)).hasSizeBetween(3, 6);
        assertThat(jobs.subList(0, 6))
                .as("three are closed before the first is looked at")
                .containsExactly("POST", "PATCH", "POST", "PATCH", "POST", "PATCH");
    }

    @Test
    void resultsLargerThanFourMebibytesArrive() {
        String longText = "x".repeat(1200);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            rows.add(row("id", i, "name", "Company", "city", longText));
        }
        String mapping = ACCOUNTS.replace("BillingCity", "Description");
        try (TestSync sync = TestSync.start(org, directory, mapping, "sync.bulk.poll-interval", "300ms")) {
            RunReport report = sync.rows(rows).run();
            assertThat(report.message()).isNull();
            assertThat(report.path().text()).contains("Bulk API 2.0 for 4,000 records");
            assertThat(report.count(Count.CREATED)).isEqualTo(4000);
            assertThat(org.stats().calls(CallKind.BULK)).isLessThan(10);
        }
    }

    @Test
    void aJobThatSalesforceGivesUpEndsTheRunWithItsReasonAndItsRecordsRemainDue() {
        Fault fault = org.faults()
                .add(
                        FaultMatch.on(CallKind.BULK),
                        FaultAction.failJob("InvalidBatch : Field name not found : BillingCity", 200));
        try (TestSync sync = bulk()) {
            RunReport report = sync.rows(customers(500)).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message())
                    .contains(
                            "gave up Bulk job 750", "the field BillingCity is gone from the org", "remain to be sent");
            assertThat(report.count(Count.CREATED)).as("what was saved before").isEqualTo(200);
            assertThat(report.count(Count.UNSENT)).isEqualTo(300);
            assertThat(sync.parked()).isZero();

            fault.remove();
            RunReport next = sync.run();
            assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(next.count(Count.CREATED)).isEqualTo(300);
            assertThat(next.count(Count.UNCHANGED)).isEqualTo(200);
        }
    }

    @Test
    void whatSalesforceDidNotGetToGoesIntoAnotherJob() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.BULK).withMethod("PATCH").once(),
                        FaultAction.failJob("UNKNOWN_EXCEPTION : An unexpected error occurred", 200));
        try (TestSync sync = bulk()) {
            RunReport report = sync.rows(customers(500)).run();
            assertThat(report.message()).isNull();
            assertThat(report.count(Count.CREATED)).isEqualTo(500);
            assertThat(org.stats().recordsUpserted()).isEqualTo(500);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
        }
    }

    @Test
    void recordsThatNeedSmallerBatchesGoByCollectionsAfterwards() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.BULK).times(50),
                        FaultAction.rejectRecord(
                                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "Apex CPU time limit exceeded"));
        try (TestSync sync = bulk()) {
            RunReport report = sync.rows(customers(300)).run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(300);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
        }
    }

    @Test
    void aRuleThatRefusesMuchOpensTheCircuitBreaker() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.BULK).times(100),
                        FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
        try (TestSync sync = bulk()) {
            RunReport report = sync.rows(customers(1000)).run();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("100 of 1,000", "sync.max-rejected");
            assertThat(sync.parked()).isZero();
            assertThat(sync.cursor()).isNull();
        }
    }

    @Test
    void aRunThatIsStoppedLeavesItsJobToTheNextOneWhichWaitsForIt() {
        restartOrg(Duration.ofMillis(700));
        List<Map<String, Object>> rows = customers(40);
        Fault hang = org.faults()
                .add(FaultMatch.on(CallKind.BULK).withMethod("GET").once(), FaultAction.delay(Duration.ofMillis(50)));
        try (TestSync sync = bulk()) {
            sync.rows(() -> {
                Thread stopper = new Thread(() -> {
                    await().until(() -> hang.hits() > 0);
                    sync.engine().runs().stop("enough");
                });
                stopper.setDaemon(true);
                stopper.start();
                return new ArrayList<>(rows);
            });
            RunReport stopped = sync.run();
            assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(stopped.notes()).anyMatch(note -> note.contains("1 Bulk job is in progress in Salesforce"));
            assertThat(stopped.count(Count.UNSENT)).isEqualTo(40);
        }
        rows.remove(39);
        rows.set(0, customers(1).get(0));
        rows.get(0).put("name", "Changed");
        try (TestSync sync = bulk()) {
            RunReport report = sync.rows(rows).run();
            assertThat(report.message()).isNull();
            assertThat(report.count(Count.CREATED)).isEqualTo(38);
            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
            assertThat(org.stats().recordsUpserted()).isEqualTo(41);
            assertThat(org.records("Account")).hasSize(40);
            List<BulkJobs.Open> open = sync.ofState(state -> state.jobs().open());
            assertThat(open).isEmpty();
            long known = sync.ofState(state -> state.records().count());
            assertThat(known).as("also the one whose row is gone").isEqualTo(40);
        }
    }

    private void restartOrg(Duration queued) {
        org.close();
        org = LocalOrg.start(
                LocalOrgOptions.builder().bulkTiming(queued, Duration.ZERO).build());
    }

    private TestSync bulk(String... settings) {
        List<String> all = new ArrayList<>(List.of("sync.path", "bulk"));
        all.addAll(List.of(settings));
        return TestSync.start(org, directory, ACCOUNTS, all.toArray(String[]::new));
    }
}
