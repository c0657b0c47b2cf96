package io.accountsync.run;

import static io.accountsync.run.GoneSync.DELETE;
import static io.accountsync.run.GoneSync.FLAG;
import static io.accountsync.run.GoneSync.TOMBSTONES;
import static io.accountsync.run.GoneSync.approve;
import static io.accountsync.run.GoneSync.file;
import static io.accountsync.run.GoneSync.has;
import static io.accountsync.run.GoneSync.held;
import static io.accountsync.run.TestSync.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many records may be deleted or flagged within 24 hours, and what an approval is for. */
class DeletionLimitTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void moreThanTheLimitStopsTheRunBeforeAnythingIsSentDeletedOrFlagged() {
        for (String action : List.of(DELETE, FLAG)) {
            try (TestSync sync = TestSync.start(
                    org, directory.resolve(action.substring(0, 17)), file(ACCOUNTS, action, TOMBSTONES))) {
                sync.rows(GoneSync.customers(20)).run();
                long calls = org.stats().calls(CallKind.COLLECTIONS);
                var rows = GoneSync.customers(20, 3, 7);
                rows.get(0).put("name", "Renamed");

                RunReport report = sync.rows(rows).run();

                assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
                assertThat(report.message())
                        .contains("2 records of Account since the rows are gone (3, 7)")
                        .contains("sync.max-deletions allows 1 record (1 % or 100, whichever is less)")
                        .contains("account-sync approve accounts " + held(sync).id());
                assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(calls);
                assertThat(has(org, 3) && has(org, 7)).isTrue();
            }
        }
    }

    @Test
    void deletionsAreCountedOver24HoursSoThatNothingIsDrippedAway() {
        TestClock clock = TestClock.going();
        try (TestSync sync =
                GoneSync.start(org, directory, clock, file(ACCOUNTS, DELETE, TOMBSTONES), "sync.max-deletions", "2")) {
            sync.rows(GoneSync.customers(10)).run();
            assertThat(sync.rows(GoneSync.customers(10, 1)).run().count(Count.DELETED))
                    .isEqualTo(1);
            clock.advance(Duration.ofHours(20));
            assertThat(sync.rows(GoneSync.customers(10, 1, 2)).run().count(Count.DELETED))
                    .isEqualTo(1);
            clock.advance(Duration.ofHours(3));

            RunReport third = sync.rows(GoneSync.customers(10, 1, 2, 3)).run();

            assertThat(third.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(third.message()).contains("and there were 2 already");
            clock.advance(Duration.ofHours(2));
            assertThat(sync.run().count(Count.DELETED))
                    .as("the first is longer ago now")
                    .isEqualTo(1);
        }
    }

    @Test
    void anApprovalWaitsForTheFirstRunThatMayDelete() {
        String absent = file(ACCOUNTS, DELETE);
        try (TestSync sync = TestSync.start(org, directory, absent)) {
            sync.rows(TestSync.customers(20)).run();
            sync.rows(TestSync.customers(18)).run();
            approve(sync);
        }
        try (TestSync off = TestSync.start(org, directory, absent, "sync.deletions", "off")) {
            assertThat(off.rows(TestSync.customers(18)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
        try (TestSync sync = TestSync.start(org, directory, absent)) {
            sync.rows(TestSync.customers(18)).run(RunMode.FULL_REFRESH);

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.DELETED)).isEqualTo(2);
        }
    }

    @Test
    void anApprovalIsForTheVeryRecordsAndNotForOneMore() {
        try (TestSync sync = TestSync.start(org, directory, file(ACCOUNTS, DELETE, TOMBSTONES))) {
            sync.rows(GoneSync.customers(20)).run();
            sync.rows(GoneSync.customers(20, 1, 2, 3)).run();
            approve(sync);
            String approved = held(sync).id();

            RunReport others = sync.rows(GoneSync.customers(20, 1, 2, 4)).run();

            assertThat(others.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(held(sync).id()).isNotEqualTo(approved);
            assertThat(sync.rows(GoneSync.customers(20, 1, 2, 3)).run().status())
                    .isEqualTo(RunStatus.STOPPED);
            assertThat(held(sync).id()).as("the same for the same records").isEqualTo(approved);
            approve(sync);

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.DELETED)).isEqualTo(3);
            assertThat(sync.rows(GoneSync.customers(20, 1, 2, 3, 4)).run().count(Count.DELETED))
                    .as("what a person approved is not part of the limit")
                    .isEqualTo(1);
        }
    }

    @Test
    void anApprovalOfAbsentRowsWaitsForARunThatReadsThem() {
        String file = file(TestSync.ACCOUNTS_WITH_CURSOR, FLAG);
        try (TestSync sync = TestSync.start(org, directory, file, "sync.max-missing", "100")) {
            sync.rows(changed(GoneSync.customers(20), 1)).run();
            sync.rows(changed(GoneSync.customers(17), 1)).run(RunMode.COMPARE_ALL);
            approve(sync);
            sync.rows(changed(GoneSync.customers(1), 2)).run();

            RunReport report = sync.rows(changed(GoneSync.customers(17), 2)).run(RunMode.COMPARE_ALL);

            assertThat(report.count(Count.FLAGGED)).isEqualTo(3);
        }
    }

    @Test
    void aSourceWithoutAnyRowStopsTheRunWhateverTheKeysAllow() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE), "sync.max-missing", "100")) {
            sync.rows(GoneSync.customers(2)).run();

            RunReport report = sync.rows(List.of()).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("the source has no row at all");
            assertThat(has(org, 1)).isTrue();
        }
    }

    @Test
    void anEmptiedSourceIsSaidInThreeSentencesWithTheRemedyAndWhatWouldBeDeleted() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE))) {
            sync.rows(GoneSync.customers(2)).run();

            RunReport report = sync.rows(List.of()).run();

            assertThat(report.message())
                    .startsWith(
                            "Of 2 records of Account sent before, the source has 2 no longer, such as 1, 2: this run read every"
                                    + " row that there is (0), and sync.max-missing lets 10 % be missing; it would delete 2 records of"
                                    + " Account since the rows are gone (1, 2): the source has no row at all. Nothing was sent, deleted or"
                                    + " flagged: see whether a table was emptied, rights hide rows or a file was cut off; a source that has"
                                    + " only a part on purpose needs deletedWhen in its file or a route accounts-deletions, which say what is"
                                    + " gone, and then sync.accounts.max-missing=100. If that is right, account-sync approve ");
            assertThat(report.message().split("[.] ")).hasSize(3);
        }
    }

    private static List<Map<String, Object>> changed(List<Map<String, Object>> rows, int cursor) {
        rows.forEach(row -> row.put("changed", cursor));
        return rows;
    }
}
