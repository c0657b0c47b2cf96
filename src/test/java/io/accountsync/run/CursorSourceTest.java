package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accountsync.adopt.Adoption;
import io.accountsync.adopt.MatchReport;
import io.accountsync.adopt.ProposalFiles;
import io.accountsync.check.SyncChecks;
import io.accountsync.config.JsonText;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.reconcile.ReconcileReport;
import io.accountsync.reconcile.Reconciliation;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.RunRecord;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database picks rows by the cursor: none stays behind it without anybody being told, whatever the column holds. */
class CursorSourceTest {
    private final LocalOrg org = LocalOrg.start();
    private final TimeZone zone = TimeZone.getDefault();
    private String url;

    @TempDir
    private Path directory;

    @BeforeEach
    void sqlite() {
        url = "jdbc:sqlite:" + directory.resolve("source.db");
    }

    @AfterEach
    void backHome() {
        TimeZone.setDefault(zone);
        org.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite,   Pacific/Auckland,    2026-11-26T23:20:00.000Z,  2026-11-26T23:20:00.001Z,  timestamp",
        "sqlite,   America/Los_Angeles, 2026-11-26 11:20:00+00:00, 2026-11-26 11:20:00+00:00, timestamp",
        "sqlite,   Asia/Kolkata,        2026-11-26 23:20:00,       2026-11-26 23:20:00,       timestamp",
        "sqlite,   UTC,                 2026-11-26,                2026-11-26,                date",
        "postgres, Pacific/Auckland,    2026-11-26T23:20:00Z,      2026-11-26T23:20:00Z,      timestamp",
        "postgres, America/Los_Angeles, 2026-11-26,                2026-11-26,                date",
    })
    void laterTextsAreReadInWhateverZoneTheProcessIs(
            String database, String name, String first, String later, String type) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(name));
        String table = database.equals("sqlite") ? newTable("text") : postgresTable("text");
        insert(table, 1, first);
        try (TestSync sync = start("x", file(table, type), "sync.overlap", "0")) {
            assertThat(sync.run().message()).isNull();
            insert(table, 2, later);
            RunReport second = sync.run();
            assertThat(second.readsAll()).isNull();
            assertThat(second.count(Count.READ)).isEqualTo(2);
            assertThat(sync.run().readsAll()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "26.11.2026 11:20, 27.11.2026 11:20, timestamp, do not sort as times",
        "2026-11-26T23:20:00Z, 2026-11-26 23:20:00, timestamp, several forms",
        "2026-11-26T23:20:00Z, 2026-11-26T23:20:00.5Z, timestamp, several forms",
        "2026-11-26T23:20:00+01:00, 2026-11-26T23:20:00+02:00, timestamp, several forms",
        "2026-11-26, 2026-11-27T10:00:00Z, date, several forms",
        "+12026-11-26T10:00:00, 2026-11-27T10:00:00, timestamp, do not sort as times",
        "99, 100, integer, do not sort as numbers"
    })
    void textsThatDoNotSortAreRefusedByNameBeforeAnythingIsSent(String one, String other, String type, String reason)
            throws Exception {
        String table = newTable("text");
        insert(table, 1, one);
        insert(table, 2, other);
        try (TestSync sync = start("x", file(table, type))) {
            RunReport report = sync.run();
            assertThat(report.exitCode()).isEqualTo(2);
            assertThat(report.message())
                    .startsWith("routes/accounts.camel.yaml: cursor cannot be used: the column changed")
                    .contains(reason)
                    .contains("Convert it in the source query")
                    .doesNotContain(one);
            assertThat(org.records("Account")).isEmpty();
        }
    }

    @Test
    void textsWithoutZoneThatSayMoreOrLessSortAllTheSame() throws Exception {
        String table = newTable("text");
        insert(table, 1, "2026-11-26 23:20:00.500");
        insert(table, 2, "2026-11-26 23:20:00");
        try (TestSync sync = start("x", file(table, "timestamp"), "sync.overlap", "0")) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(2);
            execute("delete from " + table + " where id = 2");
            insert(table, 3, "2026-11-26 23:20:00");
            RunReport second = sync.run();
            assertThat(second.readsAll()).isNull();
            assertThat(second.count(Count.CREATED)).isEqualTo(1);
            execute("delete from " + table + " where id = 3");
            assertThat(sync.run().readsAll()).isNull();
            insert(table, 4, "2026-11-26 23:20:00");
            assertThat(sync.run().count(Count.CREATED))
                    .as("the form of before counts")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1795000000, timestamp, cursorType: integer",
        "1795000000000, timestamp, cursorType: integer",
        "2461371.4722, timestamp, datetime",
        "20261126, date, cursorType: integer",
        "2461371.4722, integer, fraction"
    })
    void numbersThatAreNotComparedAsTheCursorAreRefusedByName(String number, String type, String remedy)
            throws Exception {
        String table = newTable("numeric");
        execute("insert into " + table + " values (1, 'A', " + number + ")");
        try (TestSync sync = start("x", file(table, type))) {
            RunReport report = sync.run();
            assertThat(report.exitCode()).isEqualTo(2);
            assertThat(report.message()).contains("has numbers").contains(remedy);
        }
    }

    @Test
    void secondsSince1970AreAnIntegerCursor() throws Exception {
        String table = newTable("integer");
        execute("insert into " + table + " values (1, 'A', 1795000000)");
        try (TestSync sync = start("x", file(table, "integer"), "sync.overlap-steps", "0")) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
            execute("insert into " + table + " values (2, 'B', 1795000000)");
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void rowsWithoutCursorAreInvalidByKeyThoughTheQueryLeavesThemOut(String database) throws Exception {
        String table = database.equals("sqlite") ? newTable("text") : postgresTable("timestamptz");
        insert(table, 1, "2026-11-26T23:20:00Z");
        execute("insert into " + table + " values (7, 'Without', null)");
        try (TestSync sync = start("x", file(table, "timestamp"))) {
            RunReport first = sync.run();
            assertThat(first.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(first.count(Count.INVALID)).isEqualTo(1);
            assertThat(first.findings().get(0).code()).isEqualTo("CURSOR_MISSING");
            assertThat(first.findings().get(0).samples().get(0)).startsWith("7").contains("coalesce");

            execute("insert into " + table + " values (8, 'Later', null)");
            RunReport later = sync.run();
            assertThat(later.readsAll()).isNull();
            assertThat(later.status()).as("the second is new").isEqualTo(RunStatus.PARTIAL);
            assertThat(later.count(Count.INVALID)).isEqualTo(2);
            assertThat(sync.run().status()).as("they are known").isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.run(RunMode.FULL_REFRESH).count(Count.INVALID)).isEqualTo(2);
            assertThat(sync.parked()).isEqualTo(2);

            execute("update " + table + " set changed = '2026-11-26T23:30:00Z' where id in (7, 8)");
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(2);
            assertThat(sync.parked()).isZero();
        }
    }

    @Test
    void reconcileReadsRowsWithoutCursorToo() throws Exception {
        String table = newTable("text");
        insert(table, 1, "2026-11-26T23:20:00Z");
        insert(table, 2, "2026-11-26T23:20:00Z");
        try (TestSync sync = start("x", file(table, "timestamp"))) {
            sync.run();
            execute("update " + table + " set changed = null where id = 2");
            ReconcileReport report =
                    new Reconciliation(sync.context(), difference -> {}, Optional.empty()).compare("accounts");
            assertThat(report.invalid()).isEqualTo(1);
            assertThat(report.unknown()).isZero();
        }
    }

    @Test
    void aQueryThatLetsRowsWithoutCursorThroughHasThemOnce() throws Exception {
        String table = newTable("text");
        insert(table, 1, "2026-11-26T23:20:00Z");
        execute("insert into " + table + " values (7, 'Without', null)");
        String file = file(table, "timestamp")
                .replace("changed >= :#${variable.since}", "(changed >= :#${variable.since} or changed is null)");
        try (TestSync sync = start("x", file)) {
            assertThat(sync.run().count(Count.READ)).isEqualTo(2);
            assertThat(sync.run().count(Count.INVALID)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "changed > :#${variable.since}|use >=",
                ":#${variable.since} <= changed|cannot read",
                "datetime(changed) >= :#${variable.since}|select the same expression as changed"
            })
    void aDoubtfulConditionIsToldByTheFirstRunAndByCheck(String condition, String doubt) throws Exception {
        String table = newTable("text");
        insert(table, 1, "2026-11-26 23:20:00");
        String file = file(table, "timestamp").replace("changed >= :#${variable.since}", condition);
        try (TestSync sync = start("x", file)) {
            assertThat(new SyncChecks(sync.context()).check(List.of("accounts")).findings())
                    .anyMatch(finding -> !finding.isError() && finding.text().contains(doubt));
            assertThat(sync.run().notes()).anyMatch(note -> note.contains("cursor") && note.contains(doubt));
            assertThat(sync.run().notes()).isEmpty();
        }
    }

    @Test
    void aQueryThatCannotBeAskedForRowsWithoutCursorIsToldAndTheRunGoesOn() throws Exception {
        String table = newTable("text");
        insert(table, 1, "2026-11-26 23:20:00");
        // Only the last word is taken for what is compared.
        String file = file(table, "timestamp").replace("changed >=", "changed collate nocase >=");
        try (TestSync sync = start("x", file)) {
            RunReport report = sync.run();
            assertThat(report.message()).isNull();
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.notes()).anyMatch(note -> note.contains("could not be queried"));
        }
    }

    @Test
    void aReadingThatBeginsAgainGivesItsConnectionBackFirst() throws Exception {
        String table = postgresTable("text");
        execute("insert into " + table + " select i, 'N' || i, '2026-11-26T23:20:00Z' from generate_series(1, 6000) i");
        execute("insert into " + table + " values (7000, 'Without', null)");
        try (TestSync sync = start("x", file(table, "timestamp"), "sync.max-creates", "10000", "sync.path", "bulk")) {
            assertThat(sync.run().count(Count.READ)).isEqualTo(6001);
            execute("update " + table + " set changed = '2026-11-26T23:30:00.0Z' where id < 7000");
            RunReport report = sync.run();
            assertThat(report.readsAll()).contains("0000-00-00T00:00:00.0Z");
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(6000);
        }
    }

    @Test
    void valuesThatSortBeforeAllOthersAreInvalidByKeyWhereEveryRowIsRead() throws Exception {
        String table = newTable("blob");
        insert(table, 1, "2026-11-26T23:20:00Z");
        execute("insert into " + table + " values (7, 'Number', 1795000000), (8, 'Empty', '')");
        try (TestSync sync = start("x", file(table, "timestamp"))) {
            RunReport report = sync.run();
            assertThat(report.count(Count.READ)).isEqualTo(3);
            assertThat(report.count(Count.INVALID)).isEqualTo(2);
        }
    }

    @Test
    void rowsThatNoneOfCameByTheBeginningOfTheCursorAreReadWithoutItAndTheReportSaysSo() throws Exception {
        String table = newTable("text");
        insert(table, 1, "2026-11-26 23:20:00");
        insert(table, 2, "2026-11-26 23:21:00");
        execute("insert into " + table + " values (3, 'Without', null)");
        // As a database does whose column cannot hold the year 1: the comparison is true for no row.
        String blind = file(table, "timestamp")
                .replace(":#${variable.since}", "nullif(:#${variable.since}, '0001-01-01 00:00:00.000')");
        try (TestSync sync = start("x", blind, "sync.overlap", "0")) {
            RunReport report = sync.run();
            assertThat(report.count(Count.CREATED)).isEqualTo(2);
            assertThat(report.count(Count.INVALID)).isEqualTo(1);
            assertThat(report.notes())
                    .contains(
                            "The source query found none of 2 rows by the cursor column changed: the database finds no "
                                    + "value there greater than the beginning of the cursor. They were read without that condition.");
            insert(table, 4, "2026-11-26 23:22:00");
            RunReport second = sync.run();
            assertThat(second.readsAll()).isNull();
            assertThat(second.count(Count.CREATED)).isEqualTo(1);
            assertThat(sync.run(RunMode.FULL_REFRESH).count(Count.READ)).isEqualTo(4);
            ReconcileReport reconciled =
                    new Reconciliation(sync.context(), difference -> {}, Optional.empty()).compare("accounts");
            assertThat(reconciled.notes()).anyMatch(note -> note.startsWith("The source query found none of 3 rows"));
        }
    }

    @Test
    void whereNobodyKnowsWhetherThereAreRowsTheReportSaysSo() throws Exception {
        String table = newTable("text");
        insert(table, 1, "2026-11-26 23:20:00");
        String unread = file(table, "timestamp")
                .replace(
                        "changed >= :#${variable.since}",
                        "changed between nullif(:#${variable.since}, null) and '2000'");
        try (TestSync sync = start("x", unread)) {
            assertThat(sync.run().notes())
                    .anyMatch(note -> note.startsWith(
                            "The source query returned no row, and whether there are any cannot be " + "known"));
        }
    }

    @Test
    void infinityAndWhatLiesBeforeTheFirstYearIsReadWhereEveryRowIs() throws Exception {
        String table = postgresTable("timestamp");
        insert(table, 1, "2026-01-26 23:20:00");
        insert(table, 2, "-infinity");
        insert(table, 3, "0044-03-15 12:00:00 BC");
        try (TestSync sync = start("x", file(table, "timestamp"))) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(3);
        }
    }

    @Test
    void aTableThatWasMadeAnewWithCountsFromOneIsReadAsAWhole() throws Exception {
        String table = newTable("integer");
        execute("insert into " + table + " values (1, 'A', 5000)");
        try (TestSync sync = start("x", file(table, "integer"), "sync.overlap-steps", "10")) {
            sync.run();
            execute("delete from " + table);
            assertThat(sync.run().count(Count.MISSING)).isEqualTo(1);
            execute("insert into " + table + " values (1, 'A', 1), (2, 'B', 2)");
            RunReport report = sync.run();
            assertThat(report.readsAll()).contains("no row lies at the cursor 5000");
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(sync.cursor()).isEqualTo(2);
            assertThat(sync.run().readsAll()).isNull();
        }
    }

    @Test
    void aNumberThatStandsForNeverDoesNotMoveTheCursor() throws Exception {
        String table = newTable("integer");
        execute("insert into " + table + " values (1, 'A', 1), (2, 'Never', 9999999999999)");
        try (TestSync sync = start("x", file(table, "integer"), "sync.overlap-steps", "0")) {
            RunReport report = sync.run();
            assertThat(report.notes()).anyMatch(note -> note.contains("means \"never\""));
            assertThat(sync.cursor()).isEqualTo(1);
            execute("insert into " + table + " values (3, 'C', 2)");
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
        }
    }

    @Test
    void aRowFromTheFutureIsTold() throws Exception {
        String table = postgresTable("timestamptz");
        insert(table, 1, "2999-11-26 23:20:00Z");
        try (TestSync sync = start("x", file(table, "timestamp"))) {
            assertThat(sync.run().notes()).anyMatch(note -> note.contains("lies in the future"));
        }
    }

    @Test
    void aStateOfAnEarlierVersionHealsWithOneReadingOfEveryRow() throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
        String table = newTable("text");
        insert(table, 1, "2026-11-26T23:20:00.000Z");
        try (TestSync sync = start("x", file(table, "timestamp"))) {
            sync.run();
            execute(state(), "update sync_cursor set cursor_form = null, full_read_at = null");
            insert(table, 2, "2026-11-26T23:21:00.000Z");
            RunReport report = sync.run();
            assertThat(report.readsAll()).isNotNull();
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(sync.run().readsAll()).isNull();
        }
    }

    @Test
    void anotherFormOfTheColumnReadsEveryRowOnce() throws Exception {
        String table = newTable("text");
        insert(table, 1, "2026-11-26T23:20:00.000Z");
        try (TestSync sync = start("x", file(table, "timestamp"))) {
            sync.run();
            execute("update " + table + " set changed = '2026-11-27 00:00:00'");
            insert(table, 2, "2026-11-26 00:00:00");
            RunReport report = sync.run();
            assertThat(report.readsAll()).contains("0000-00-00 00:00:00");
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(sync.run().readsAll()).isNull();
        }
    }

    @Test
    void comparingEverythingFindsARowThatWasCommittedLaterThanTheOverlapAndSendsOnlyIt() throws Exception {
        String table = newTable("integer");
        execute("insert into " + table + " values (1, 'A', 100), (2, 'B', 200)");
        try (TestSync sync = start("x", file(table, "integer"), "sync.overlap-steps", "0")) {
            sync.run();
            execute("insert into " + table + " values (3, 'Late', 150)");
            assertThat(sync.run().count(Count.CREATED)).isZero();
            RunReport all = sync.run(RunMode.COMPARE_ALL);
            assertThat(all.mode()).isEqualTo("compare-all");
            assertThat(all.readsAll()).isEqualTo("--compare-all");
            assertThat(all.count(Count.CREATED)).isEqualTo(1);
            assertThat(all.count(Count.UNCHANGED)).isEqualTo(2);
        }
    }

    @Test
    void theFullScheduleComparesEverythingOnceWhenItsTimeHasCome() throws Exception {
        String table = newTable("integer");
        execute("insert into " + table + " values (1, 'A', 100), (2, 'B', 200)");
        try (TestSync sync =
                start("x", file(table, "integer"), "sync.full-schedule", "0 0 3 ? * SUN", "sync.overlap-steps", "0")) {
            sync.run();
            execute("insert into " + table + " values (3, 'Late', 150)");
            assertThat(sync.run().readsAll()).isNull();

            execute(state(), "update sync_cursor set full_read_at = full_read_at - 700000000");
            RunReport report = sync.run();
            assertThat(report.readsAll()).isEqualTo("sync.full-schedule");
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(2);
            assertThat(sync.run().readsAll()).isNull();
        }
    }

    @Test
    void theFullScheduleStartsRunsOfItsOwnWhereASyncHasASchedule() throws Exception {
        String table = newTable("integer");
        execute("insert into " + table + " values (1, 'A', 100), (2, 'B', 200)");
        String scheduled = file(table, "integer")
                + """
            - route:
                id: accounts
                from:
                  uri: quartz
                  parameters: { groupName: account-sync, triggerName: accounts, cron: "0 0 0 1 1 ? 2090", stateful: true }
            """
                + SampleFile.stepsThatRun("accounts");
        try (TestSync sync =
                start("x", scheduled, "sync.accounts.full-schedule", "* * * * * ?", "sync.overlap-steps", "0")) {
            await().until(() -> sync.ofState(state -> state.runs().latest("accounts", 9)).stream()
                            .filter(run -> "SUCCEEDED".equals(run.status()))
                            .count()
                    >= 2);
            execute("insert into " + table + " values (3, 'Late', 150)");
            await().until(() -> org.records("Account").size() == 3);
            List<RunRecord> runs = sync.ofState(state -> state.runs().latest("accounts", 99));
            assertThat(runs).noneMatch(run -> "STOPPED".equals(run.status()));
        }
    }

    @Test
    void aFullScheduleThatIsNoCronExpressionIsRefusedByName() throws Exception {
        String table = newTable("integer");
        for (String key : List.of("sync.full-schedule", "sync.accounts.full-schedule")) {
            assertThatThrownBy(() ->
                            start("x", file(table, "integer"), key, "0 3 * * 0").close())
                    .hasStackTraceContaining(key + " has 5 fields")
                    .hasStackTraceContaining("0 0 3 ? * SUN");
        }
    }

    @Test
    void aCursorThatWasForgottenReadsEveryRowAndSendsOnlyWhatDiffers() throws Exception {
        String table = newTable("integer");
        execute("insert into " + table + " values (1, 'A', 100)");
        try (TestSync sync = start("x", file(table, "integer"), "sync.overlap-steps", "0")) {
            sync.run();
            execute(state(), "update sync_cursor set cursor_value = null");
            execute("insert into " + table + " values (2, 'B', 50)");
            RunReport report = sync.run();
            assertThat(report.readsAll()).isEqualTo("the state has no cursor");
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
        }
    }

    @Test
    void rowsThatTheQueryLeavesOutAreCountedAndNamedByAdoptAndReconcile() throws Exception {
        String table = newTable("integer");
        execute("insert into " + table + " values (1, 'A', 100), (2, 'B', null)");
        org.insert("Account", Map.of("Name", "B"));
        String matched = file(table, "integer").replace("externalId:", "match: Name\n        externalId:");
        String note = "1 row is left out by the source query: no value in the cursor column changed";
        try (TestSync sync = start("x", matched)) {
            MatchReport adopt = new Adoption(sync.context())
                    .match("accounts", null, ProposalFiles.csv(directory.resolve("adopt.csv")));

            assertThat(adopt.rows()).isEqualTo(2);
            assertThat(adopt.invalidRows()).singleElement().satisfies(row -> assertThat(row.text())
                    .startsWith("2: the cursor column changed is null"));
            assertThat(adopt.notes()).singleElement().asString().startsWith(note);
            ReconcileReport report =
                    new Reconciliation(sync.context(), found -> {}, Optional.empty()).compare("accounts");
            assertThat(report.notes()).isEqualTo(adopt.notes());
            assertThat(JsonText.parse(report.toJson()).get("notes")).isEqualTo(JsonText.tree(adopt.notes()));
        }
    }

    @Test
    void anEmptiedTableStopsAnIncrementalRunToo() throws Exception {
        String table = postgresTable("integer");
        execute("insert into " + table + " values (1, 'A', 100), (2, 'B', 200)");
        try (TestSync sync = start("x", file(table, "integer"))) {
            sync.run();
            execute("truncate " + table);

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.readsAll()).startsWith("no row lies at the cursor 200");
            assertThat(report.message()).contains("the source has 2 no longer, such as 1, 2");
        }
    }

    @Test
    void rowLevelSecurityThatHidesRowsStopsARunThatReadsAllOfThem() throws Exception {
        String table = postgresTable("integer");
        execute("insert into " + table + " select i, 'N' || i, i from generate_series(1, 150) as i");
        String role = "reader_" + table;
        execute("create role " + role + " login");
        execute("do $$ begin execute 'grant usage on schema ' || current_schema() || ' to " + role + "'; end $$");
        execute("grant select on " + table + " to " + role);
        url = url.replace("user=postgres", "user=" + role);
        String admin = url.replace("user=" + role, "user=postgres");
        try (TestSync sync = start("x", file(table, "integer"))) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(150);
            execute(admin, "alter table " + table + " enable row level security");
            execute(admin, "create policy few on " + table + " using (id > 75)");

            assertThat(sync.run().status()).as("reads changes only").isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.run(RunMode.COMPARE_ALL).message()).contains("the source has 75 no longer");
        }
    }

    private TestSync start(String name, String file, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 2);
        all[settings.length] = "source.url";
        all[settings.length + 1] = url;
        return TestSync.startFile(org, directory.resolve("state-" + name), file, all);
    }

    private static String file(String table, String type) {
        return TestSources.ofQuery(
                TestSync.ACCOUNTS_WITH_CURSOR
                        .replace("cursorType: integer", "cursorType: " + type)
                        .replaceAll("(?m)^.*BillingCity.*\n|^.*fields\\[Parent.*\n|^.*lookup.*\n|^.*parent].*\n", ""),
                "select * from " + table + " where changed >= :#${variable.since} order by changed");
    }

    private String newTable(String type) throws SQLException {
        String table = "t" + Math.abs(System.nanoTime());
        execute("create table " + table + " (id integer, name text, changed " + type + ")");
        return table;
    }

    private String postgresTable(String type) throws SQLException {
        url = TestPostgres.shared().url(TestPostgres.shared().newSchema()) + "&user=postgres";
        return newTable(type);
    }

    private void insert(String table, int id, String changed) throws SQLException {
        execute("insert into " + table + " values (" + id + ", 'N" + id + "', '" + changed + "')");
    }

    private void execute(String sql) throws SQLException {
        execute(url, sql);
    }

    private String state() {
        return "jdbc:sqlite:" + directory.resolve("state-x/state.db");
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
