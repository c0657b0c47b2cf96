package io.accountsync.run;

import static io.accountsync.run.GoneSync.DELETE;
import static io.accountsync.run.GoneSync.FLAG;
import static io.accountsync.run.GoneSync.field;
import static io.accountsync.run.GoneSync.file;
import static io.accountsync.run.GoneSync.has;
import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.sync.RunMode;
import io.accountsync.source.MalformedRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that is not there: its record is deleted only where that is certain. */
class AbsentRowsTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void deletedByAbsenceOnlyAfterACleanFullRead() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE))) {
            sync.rows(customers(5)).run();
            List<Object> withoutKey = new ArrayList<>(customers(3));
            withoutKey.add(customer(null, "Somebody"));
            notDeleted(sync.rows(withoutKey::iterator).run(), "1 row has no key that can be read");
            List<Object> malformed = new ArrayList<>(customers(3));
            malformed.add(new MalformedRow("file.csv, line 5", "expected 3 columns, found 2"));
            notDeleted(sync.rows(malformed::iterator).run(), "no key that can be read");
            List<Object> tooLong = new ArrayList<>(customers(3));
            tooLong.add(customer("9".repeat(300), "A key that none can have"));
            notDeleted(sync.rows(tooLong::iterator).run(), "no key that can be read");
            notDeleted(sync.rows(customers(4)).run(RunMode.INCREMENTAL, 3), "--limit");
            notDeleted(sync.run(RunMode.FULL_REFRESH), "a full refresh takes no row for gone");

            RunReport clean = sync.run();

            assertThat(clean.count(Count.DELETED)).isEqualTo(1);
            assertThat(has(org, 5)).isFalse();
            assertThat(has(org, 4)).isTrue();
        }
    }

    @Test
    void aChangedMappingForbidsItForOneRun() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE))) {
            sync.rows(customers(3)).run();
        }
        try (TestSync edited =
                GoneSync.start(org, directory, file(ACCOUNTS, DELETE).replace("${body[city]}", "${body[city]} "))) {
            notDeleted(edited.rows(customers(2)).run(), "the mapping, the source query or a time zone changed");
            assertThat(edited.run().count(Count.DELETED)).isEqualTo(1);
        }
    }

    @Test
    void rowsThatAreInvalidRejectedDeferredOrDuplicatesAreThere() {
        try (TestSync sync = GoneSync.start(
                org, directory, file(ACCOUNTS, DELETE), "sync.retries", "0", "sync.max-invalid", "100")) {
            sync.rows(customers(6)).run();
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                            FaultAction.rejectRecord("FIELD_INTEGRITY_EXCEPTION", "no"));
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).withKey("3"),
                            FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "no"));

            RunReport report = sync.rows(List.of(
                            customer(1, "x".repeat(300)),
                            customer(2, "Rejected"),
                            customer(3, "Locked"),
                            customer(4, "Older"),
                            customer(4, "Newer")))
                    .run();

            assertThat(report.count(Count.DELETED)).as("5 and 6").isEqualTo(2);
            for (int there = 1; there <= 4; there++) {
                assertThat(has(org, there)).isTrue();
            }
        }
    }

    @Test
    void aReadThatBreaksOffDeletesNothing() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE))) {
            sync.rows(customers(5)).run();
            var rows = customers(2).iterator();

            RunReport report = sync.rows(() -> new Iterator<Map<String, Object>>() {
                        @Override
                        public boolean hasNext() {
                            return true;
                        }

                        @Override
                        public Map<String, Object> next() {
                            if (!rows.hasNext()) {
                                throw new IllegalStateException("the connection ended");
                            }
                            return rows.next();
                        }
                    })
                    .run();

            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(org.records("Account")).hasSize(5);
        }
    }

    @Test
    void withACursorOnlyARunThatComparesAllRowsCounts() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS_WITH_CURSOR, FLAG))) {
            sync.rows(changed(customers(4), 1)).run();
            assertThat(sync.rows(changed(customers(3), 2)).run().count(Count.FLAGGED))
                    .isZero();
            assertThat(sync.run(RunMode.COMPARE_ALL).count(Count.FLAGGED)).isEqualTo(1);
            assertThat(field(org, 4, "Rating")).isEqualTo("Cold");
            assertThat(sync.run(RunMode.COMPARE_ALL).count(Count.FLAGGED))
                    .as("once")
                    .isZero();
        }
        TestClock clock = TestClock.going();
        clock.advance(Duration.ofDays(2));
        try (TestSync scheduled = GoneSync.start(
                org,
                directory,
                clock,
                file(ACCOUNTS_WITH_CURSOR, FLAG),
                "sync.max-deletions",
                "100%",
                "sync.accounts.full-schedule",
                "0 0 3 ? * *")) {
            assertThat(scheduled.rows(changed(customers(2), 3)).run().count(Count.FLAGGED))
                    .isEqualTo(1);
            assertThat(field(org, 3, "Rating")).isEqualTo("Cold");
        }
    }

    private void notDeleted(RunReport report, String reason) {
        assertThat(report.count(Count.DELETED)).isZero();
        assertThat(report.notes()).anyMatch(note -> note.contains("not deleted for that") && note.contains(reason));
        assertThat(has(org, 5) || has(org, 3)).isTrue();
    }

    private static List<Map<String, Object>> changed(List<Map<String, Object>> rows, int cursor) {
        rows.forEach(row -> row.put("changed", cursor));
        return rows;
    }

    @Test
    void whatWaitsOfARecordWithoutRowIsNotSentByARunThatIsNotCertainEither() throws Exception {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE))) {
            sync.rows(List.of(customer(1, "One"), row("id", "kid", "name", "Kid", "parent", "dad")))
                    .run();
            List<Object> withoutKey = new ArrayList<>(List.of(customer(1, "One"), customer("dad", "Dad")));
            withoutKey.add(customer(null, "Somebody"));
            sync.rows(withoutKey::iterator);

            PlanReport plan = GoneSync.plan(sync, new ArrayList<>());
            RunReport unreadable = sync.run();
            RunReport limited = sync.rows(List.of(customer(1, "New"), customer("dad", "Dad")))
                    .run(RunMode.INCREMENTAL, 5);
            RunReport refresh = sync.run(RunMode.FULL_REFRESH);

            assertThat(org.records("Account")).as("nothing of kid").hasSize(2);
            assertThat(plan.count(Totals.CREATES)).isEqualTo(1);
            assertThat(plan.notes())
                    .anyMatch(note -> note.startsWith("1 record that waits is not sent: it is not among"));
            assertThat(unreadable.notes()).anyMatch(note -> note.contains("since 1 row has no key that can be read"));
            assertThat(limited.notes()).anyMatch(note -> note.contains("since the run is limited by --limit"));
            assertThat(refresh.open().deferred()).isEqualTo(1);
            sync.rows(List.of(
                            customer(1, "New"),
                            customer("dad", "Dad"),
                            row("id", "kid", "name", "Kid", "parent", "dad")))
                    .run();
            assertThat(org.records("Account")).hasSize(3);
        }
    }

    @Test
    void aDeferredRecordWhoseRowIsBackAtWhatWasConfirmedIsNeitherGoneNorSentInAPlan() throws Exception {
        for (String rule : List.of(DELETE, "")) {
            try (LocalOrg own = LocalOrg.start();
                    TestSync sync = GoneSync.start(
                            own,
                            directory.resolve(rule.isEmpty() ? "ignore" : "delete"),
                            rule.isEmpty() ? ACCOUNTS : file(ACCOUNTS, rule))) {
                sync.rows(List.of(customer(1, "One"), customer(2, "Two"))).run();
                sync.rows(List.of(row("id", 1, "name", "New", "parent", "nobody"), customer(2, "Two")))
                        .run();
                assertThat(sync.parked()).isEqualTo(1);
                sync.rows(List.of(customer(1, "One"), customer(2, "Two")));

                PlanReport plan = GoneSync.plan(sync, new ArrayList<>());

                assertThat(plan.count(Totals.UNCHANGED)).isEqualTo(2);
                assertThat(plan.count(Totals.UPDATES) + plan.count(Totals.DEFERRED) + plan.count(Totals.DUPLICATE))
                        .as(plan.toString())
                        .isZero();
                assertThat(plan.notes()).noneMatch(note -> note.contains("gone"));
                assertThat(sync.parked()).as("a plan changes nothing").isEqualTo(1);
                assertThat(sync.run().open().total()).isZero();
            }
        }
    }

    @Test
    void whatWaitsOfRecordsWhoseRowsAreGoneIsNotSentAndStaysListed() throws Exception {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE))) {
            Fault fault = org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).withKey("bad"),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            sync.rows(List.of(
                            customer(1, "One"),
                            row("id", "kid", "name", "Kid", "parent", "dad"),
                            customer("bad", "Bad")))
                    .run();
            fault.remove();
            sync.rows(List.of(customer(1, "One"), customer("dad", "Dad")));

            PlanReport plan = GoneSync.plan(sync, new ArrayList<>());
            RunReport report = sync.run();

            assertThat(plan.count(Totals.CREATES)).isEqualTo(1);
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(org.records("Account")).hasSize(2);
            assertThat(plan.notes())
                    .anyMatch(note -> note.startsWith("1 record that waits is not sent: its row is gone"));
            assertThat(report.notes()).containsAll(plan.notes());
            assertThat(report.open().total()).as("kid waits, bad is rejected").isEqualTo(2);
            sync.rows(List.of(
                            customer(1, "One"),
                            customer("dad", "Dad"),
                            row("id", "kid", "name", "Kid", "parent", "dad"),
                            customer("bad", "Bad")))
                    .run();
            assertThat(org.records("Account")).hasSize(4);
        }
    }
}
