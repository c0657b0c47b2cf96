package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.SourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 3: the run never lies. */
class AccountingTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void everyRowReadIsInExactlyOneOutcome() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        FaultAction.rejectRecord("FIELD_INTEGRITY_EXCEPTION", "no"));
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("3"),
                        FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "no"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.retries", "0")) {
            sync.rows(List.of(customer(1, "Known"), customer(2, "Refused"))).run();
            List<Object> rows = new ArrayList<>(List.of(
                    customer(1, "Known"),
                    customer(2, "Refused"),
                    customer(3, "Locked"),
                    customer(4, "New"),
                    customer(4, "Newer"),
                    customer(null, "No key"),
                    new MalformedRow("file.csv, line 9", "expected 3 columns, found 2")));

            RunReport report = sync.rows(rows::iterator).run();

            assertThat(report.count(Count.READ)).isEqualTo(7);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(report.count(Count.STILL_REJECTED)).isEqualTo(1);
            assertThat(report.count(Count.RETRY_LATER)).isEqualTo(1);
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
            assertThat(report.count(Count.INVALID)).isEqualTo(2);
            assertSumHolds(report);
        }
    }

    @Test
    void rowsAfterAStopAreUnsent() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).from(3),
                        FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.batch-size", "10", "sync.in-flight", "2")) {
            RunReport report = sync.rows(customers(100)).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.count(Count.CREATED)).isEqualTo(20);
            assertThat(report.count(Count.UNSENT)).isEqualTo(80);
            assertSumHolds(report);
        }
    }

    @Test
    void rowsOfASourceThatBreaksOffAreUnsentAndNothingIsSent() {
        try (TestSync sync = TestSync.start(org, directory)) {
            Iterator<?> rows = customers(1500).iterator();
            sync.rows(() -> new Iterator<Object>() {
                private int read;

                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Object next() {
                    if (read++ == 1200) {
                        throw new IllegalStateException("row with Secret Ltd in it");
                    }
                    return rows.next();
                }
            });

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.exitCode()).isEqualTo(1);
            assertThat(report.message())
                    .contains("1,200 rows")
                    .contains("Nothing was sent")
                    .doesNotContain("Secret");
            assertThat(report.count(Count.UNSENT)).isEqualTo(1200);
            assertSumHolds(report);
            assertThat(org.stats().recordsUpserted()).isZero();
        }
    }

    @Test
    void parkedRecordsThatWereSentWithoutBeingReadAreCountedApart() {
        var fault = org.faults()
                .add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "no"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.retries", "0")) {
            sync.rows(customers(5)).run();
            fault.remove();

            RunReport report = sync.rows(List.of(customer(9, "Nine"))).run();

            assertThat(report.count(Count.READ)).isEqualTo(1);
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.RETRIED_SENT)).isEqualTo(5);
            assertThat(report.count(Count.RETRIED_CONFIRMED)).isEqualTo(5);
            assertSumHolds(report);
        }
    }

    @Test
    void aRunIsPartialOnlyWhileRecordsAreNewlyRefused() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        FaultAction.rejectRecord("FIELD_INTEGRITY_EXCEPTION", "no"));
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3));
            assertThat(sync.run().status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aRunIsPartialWhileAnyAreRefusedIfTheKeySaysSo() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        FaultAction.rejectRecord("FIELD_INTEGRITY_EXCEPTION", "no"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.partial-when", "any")) {
            sync.rows(customers(3));
            assertThat(sync.run().exitCode()).isEqualTo(3);
            assertThat(sync.run().exitCode()).isEqualTo(3);
        }
    }

    @Test
    void rowsThatStayInvalidAreKnownAndReportedButNotNew() {
        String strict = ACCOUNTS.replace("BillingCity: \"${body[city]}\"", "NumberOfEmployees: \"${body[city]}\"");
        try (TestSync sync = TestSync.start(org, directory, strict)) {
            sync.rows(List.of(row("id", 1, "name", "One", "city", "many"), customer(2, "Two")));
            RunReport first = sync.run();
            assertThat(first.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(first.findings().get(0).samples().get(0))
                    .contains("1, NumberOfEmployees")
                    .doesNotContain("many");

            RunReport second = sync.run();
            assertThat(second.count(Count.INVALID)).isEqualTo(1);
            assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void theReportSaysWhichOrgItIsAbout() {
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(1)).run();
            assertThat(report.org().id()).isEqualTo(org.orgId());
            assertThat(report.toJson()).contains(org.orgId()).contains("Developer Edition");
        }
    }

    @Test
    void theRunLogHoldsWhatTheReportSays() {
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(12)).run();
            try (var database = io.accountsync.state.StateDatabase.open(
                    io.accountsync.config.Settings.of(sync.context()), java.time.Clock.systemUTC())) {
                var run = new io.accountsync.state.RunLog(database)
                        .latest("accounts", 1)
                        .get(0);
                assertThat(run.counts()).isEqualTo(report.counts());
                assertThat(run.status()).isEqualTo("SUCCEEDED");
                assertThat(run.runId()).isEqualTo(report.runId());
            }
        }
    }

    @Test
    void aFailingSourceRouteIsNamedWithItsReason() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(() -> {
                throw new SourceException("The warehouse is closed. Try again on Monday.");
            });
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message()).isEqualTo("The warehouse is closed. Try again on Monday.");
        }
    }

    private static void assertSumHolds(RunReport report) {
        long sum = 0;
        for (Count count : Count.values()) {
            sum += count.isOutcome() ? report.count(count) : 0;
        }
        assertThat(sum).isEqualTo(report.count(Count.READ));
    }
}
