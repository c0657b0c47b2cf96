package io.accountsync.run.calls;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls stay within the org's budget, within our own, and out of the barred hours; what is left remains to be sent. */
class ApiBudgetTest {
    private LocalOrg org;

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theOrgsBudgetStopsARunWithTheStateIntactAndKeepsTheNextFromSending() {
        org = LocalOrg.start(LocalOrgOptions.builder().dailyApiLimit(20).build());
        try (TestSync sync = TestSync.start(
                org,
                directory,
                TestSync.ACCOUNTS,
                "sync.batch-size",
                "10",
                "sync.api-budget",
                "50",
                "sync.in-flight",
                "1")) {
            RunReport stopped = sync.rows(customers(200)).run();

            assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(stopped.message())
                    .contains("API calls of 24 hours are used, 10 of 20", "sync.api-budget", "above 50 %");
            long created = stopped.count(Count.CREATED);
            assertThat(created).isBetween(50L, 90L);
            assertThat(stopped.count(Count.UNSENT)).isEqualTo(200 - created);
            assertThat(org.records("Account")).hasSize((int) created);

            long calls = org.stats().apiCalls();
            assertThat(sync.run().status()).isEqualTo(RunStatus.STOPPED);
            assertThat(org.stats().apiCalls()).as("not even a look").isEqualTo(calls);
        }
    }

    @Test
    void whatTheOrgReportedAWhileAgoKeepsNoRunFromLookingAgain() {
        TestClock orgClock = TestClock.going();
        TestClock clock = TestClock.going();
        org = LocalOrg.start(
                LocalOrgOptions.builder().dailyApiLimit(20).clock(orgClock).build());
        List<String> settings = List.of("sync.batch-size", "10", "sync.api-budget", "50", "sync.in-flight", "1");
        try (TestSync sync = TestSync.startFile(org, directory, clock, TestSync.ACCOUNTS + TestSync.ROWS, settings)) {
            assertThat(sync.rows(customers(100)).run().status()).isEqualTo(RunStatus.STOPPED);
            orgClock.advance(Duration.ofHours(25));
            assertThat(sync.run().status()).as("nobody has told it").isEqualTo(RunStatus.STOPPED);

            clock.advance(Duration.ofMinutes(20));
            RunReport later = sync.run();

            assertThat(later.status()).as(later.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(org.records("Account")).hasSize(100);
        }
    }

    @Test
    void ourOwnCallsOfADayAreCountedOverAllRuns() {
        org = LocalOrg.start();
        try (TestSync sync = TestSync.start(
                org, directory, TestSync.ACCOUNTS, "sync.batch-size", "10", "sync.max-calls-per-day", "8")) {
            assertThat(sync.rows(customers(20)).run().status()).isEqualTo(RunStatus.SUCCEEDED);

            RunReport stopped = sync.rows(customers(200)).run();

            assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(stopped.message()).contains("sync.max-calls-per-day");
            assertThat(org.stats().apiCalls()).isBetween(8L, 11L);
            assertThat(sync.run().count(Count.API_CALLS)).isZero();
        }
    }

    @Test
    void inBarredHoursNothingIsSent() {
        org = LocalOrg.start();
        try (TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.blackout", "00:00-00:00")) {
            RunReport stopped = sync.rows(customers(2)).run();

            assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(stopped.message()).contains("sync.blackout bars calls to Salesforce until 00:00 UTC");
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
        }
    }
}
