package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.restore.Restoration;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A table next to the rows has what became of each record last, whatever happens to it or to a run. */
class RowLogTest {
    private final TestClock clock = TestClock.going();
    private final LocalOrg org =
            LocalOrg.start(LocalOrgOptions.builder().clock(clock).build());

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
    }

    private JdbcTemplate source() {
        return new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("rows.db")));
    }

    private JdbcTemplate state() {
        return new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("state.db")));
    }

    private TestSync sync(String mapping, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "source.url",
                "jdbc:sqlite:" + directory.resolve("rows.db"),
                "sync.row-log.table",
                "sync_log",
                "sync.retries",
                "0",
                "sync.max-rejected",
                "100",
                "sync.max-deletions",
                "100%",
                "sync.max-missing",
                "100"));
        all.addAll(List.of(settings));
        return TestSync.startFile(org, directory, clock, mapping + TestSync.ROWS, all);
    }

    private List<String> lines() {
        return lines(source());
    }

    private static List<String> lines(JdbcTemplate database) {
        return database.queryForList(
                "select record_key || ' ' || outcome || ' ' || coalesce(operation, '-') || ' ' || coalesce(error_code, '-')"
                        + " || ' ' || coalesce(run_id, '-') from sync_log where sync_name = 'accounts' order by record_key",
                String.class);
    }

    private static Map<String, Object> rejects(String key) {
        return customer(key, "Rejected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void everyRecordHasItsLastOutcome(String path) {
        org.faults()
                .add(
                        FaultMatch.any().withKey("no").times(1),
                        FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "reason of the org"));
        org.faults().add(FaultMatch.any().withKey("locked"), FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "no"));
        try (TestSync sync = sync(ACCOUNTS, "sync.path", path)) {
            List<Map<String, Object>> rows = new ArrayList<>(List.of(
                    customer("a", "One"),
                    customer("a", "Two of one key"),
                    customer("no", "Rejected"),
                    customer("locked", "Deferred"),
                    customer("same", "Never changes"),
                    customer("wrong", "N".repeat(300))));
            RunReport report = sync.rows(rows).run();
            assertThat(report.notes()).noneMatch(note -> note.contains("row log"));
            assertThat(lines())
                    .containsExactly(
                            "a created upsert - 1",
                            "locked retry_later upsert UNABLE_TO_LOCK_ROW 1",
                            "no rejected upsert FIELD_CUSTOM_VALIDATION_EXCEPTION 1",
                            "same created upsert - 1",
                            "wrong invalid - TOO_LONG 1");
            assertThat(source().queryForMap("select * from sync_log where record_key = 'no'"))
                    .containsEntry("error_message", "reason of the org")
                    .containsEntry("salesforce_id", null);
            Map<String, Object> a = source().queryForMap("select * from sync_log where record_key = 'a'");
            assertThat(a.get("salesforce_id"))
                    .isEqualTo(org.find("Account", "Customer_Id__c", "a")
                            .orElseThrow()
                            .get("Id"));
            assertThat((String) a.get("fingerprint")).matches("[0-9a-f]{32}");

            sync.rows(List.of(customer("a", "Changed"), customer("same", "Never changes"), customer("no", "Corrected")))
                    .run();
            assertThat(lines())
                    .as("an unchanged row has the line of its last confirmation")
                    .contains("a updated upsert - 2", "no created upsert - 2", "same created upsert - 1");
        }
    }

    @Test
    void whatIsDeletedFlaggedGoneOrBackIsSaid() throws Exception {
        try (TestSync sync = sync(gone("whenRowGone: delete", "whenGone: reject"))) {
            sync.rows(customers(5)).run();
            clock.advance(Duration.ofMinutes(20));
            org.person().merge(id("4"), id("1"));
            org.person().delete(id("2"));
            clock.advance(Duration.ofMinutes(20));
            sync.rows(customers(4)).run();
            assertThat(lines())
                    .containsExactly(
                            "1 merged_in_salesforce - MERGED 2",
                            "2 gone_in_salesforce - GONE 2",
                            "3 created upsert - 1",
                            "4 created upsert - 1",
                            "5 deleted delete - 2");

            new Restoration(sync.context())
                    .restore("accounts", new Restoration.Chosen(List.of(), null), false, restored -> {});
            assertThat(lines()).contains("5 restored - - 3");
            assertThat(idOfLine("5")).isEqualTo(id("5"));

            sync.rows(customers(5)).run();
            assertThat(lines()).as("sent anew").contains("5 updated upsert - 4");
        }
    }

    @Test
    void whatIsFlaggedAndHasARowAgainIsSaid() {
        try (TestSync sync = sync(gone("whenRowGone: flag", "flag: { Rating: Cold }"))) {
            sync.rows(customers(3)).run();
            sync.rows(customers(2)).run();
            assertThat(lines()).containsExactly("1 created upsert - 1", "2 created upsert - 1", "3 flagged flag - 2");
            assertThat(idOfLine("3")).isEqualTo(id("3"));

            sync.rows(customers(3)).run();
            assertThat(lines()).contains("3 updated upsert - 3");
        }
    }

    private static String gone(String... properties) {
        return ACCOUNTS.replace("externalId:", String.join("\n        ", properties) + "\n        externalId:");
    }

    private String id(String key) {
        return (String) org.find("Account", "Customer_Id__c", key).orElseThrow().get("Id");
    }

    private String idOfLine(String key) {
        return source().queryForObject("select salesforce_id from sync_log where record_key = ?", String.class, key);
    }

    @Test
    void aRowThatIsBackAtWhatSalesforceHasIsNotRejectedAnyMore() {
        org.faults().add(FaultMatch.any().withKey("1").times(1), FaultAction.rejectRecord("SOME_CODE", "no"));
        try (TestSync sync = sync(ACCOUNTS)) {
            sync.rows(List.of(customer("2", "Two"))).run();
            sync.rows(List.of(customer("1", "One"), customer("2", "Two"))).run();
            sync.rows(List.of(customer("1", "One more"), customer("2", "Two"))).run();
            org.faults().add(FaultMatch.any().withKey("1").times(1), FaultAction.rejectRecord("SOME_CODE", "no"));
            sync.rows(List.of(customer("1", "Bad"), customer("2", "Two"))).run();
            assertThat(lines()).contains("1 rejected upsert SOME_CODE 4");
            sync.rows(List.of(customer("1", "One more"), customer("2", "Two"))).run();
            assertThat(lines()).containsExactly("1 unchanged - - 5", "2 created upsert - 1");
        }
    }

    @Test
    void aTableThatCannotBeWrittenNeverFailsTheRunAndTheNextRunAddsWhatItLacks() {
        try (TestSync sync = sync(ACCOUNTS)) {
            List<Map<String, Object>> rows = new ArrayList<>(customers(20));
            rows.add(customer("0", "First"));
            sync.rows(List.of(customer("0", "First"))).run();
            source().execute("create trigger full before insert on sync_log begin select raise(abort, 'secret'); end");
            RunReport report = sync.rows(rows).run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(20);
            assertThat(report.notes())
                    .singleElement()
                    .asString()
                    .contains(
                            "row log sync_log could not be written: a constraint or trigger of the table refuses a line (SQLITE_CONSTRAINT_TRIGGER)",
                            "lacks the outcome of 20 records")
                    .doesNotContain("secret");
            assertThat(report.toJson()).contains("row log sync_log could not be written");
            source().execute("drop trigger full");
            assertThat(sync.rows(rows).run().notes()).isEmpty();
            assertThat(lines()).hasSize(21).contains("0 created upsert - 1", "1 confirmed - - 2", "20 confirmed - - 2");
        }
    }

    @Test
    void whatAProcessDidNotWriteThatEndedTheNextOneWrites() {
        org.faults().add(FaultMatch.any().withKey("3"), FaultAction.rejectRecord("SOME_CODE", "no"));
        try (TestSync sync = sync(ACCOUNTS)) {
            sync.rows(customers(2)).run();
            sync.rows(customers(4)).run();
        }
        // As a process leaves it that was killed after the state had the results of its run, the second.
        source().update("delete from sync_log where run_id = 2");
        state().update("update row_log set since_run = 2");
        try (TestSync sync = sync(ACCOUNTS)) {
            sync.rows(customers(4)).run();
        }
        assertThat(lines())
                .containsExactly(
                        "1 created upsert - 1",
                        "2 created upsert - 1",
                        "3 rejected upsert SOME_CODE 3",
                        "4 confirmed - - 2");
        assertThat(state().queryForObject("select since_run from row_log", Long.class))
                .isNull();
    }

    @Test
    void linesOfAStreamDoNotWaitForTheEndOfItsSession() {
        try (TestStream stream = TestStream.of(
                org,
                directory,
                ACCOUNTS + TestStream.CALLER,
                "source.url",
                "jdbc:sqlite:" + directory.resolve("rows.db"),
                "sync.row-log.table",
                "sync_log")) {
            stream.hand(customers(2));
            await().ignoreExceptions().until(() -> lines().size() == 2);
            assertThat(TestStream.latest(stream.sync(), "stream").endedAt()).isNull();
        }
    }

    @Test
    void whatPassedWhileTheTableCouldNotBeWrittenIsNotRejectedForEver() {
        try (TestSync sync = sync(ACCOUNTS)) {
            sync.rows(List.of(customer("1", "One"))).run();
            org.faults().add(FaultMatch.any().withKey("1").times(1), FaultAction.rejectRecord("SOME_CODE", "no"));
            sync.rows(List.of(customer("1", "Bad"))).run();
            source().execute("create trigger full before insert on sync_log begin select raise(abort, 'no'); end");
            sync.rows(List.of(customer("1", "One"))).run();
            assertThat(lines()).containsExactly("1 rejected upsert SOME_CODE 2");
            source().execute("drop trigger full");
            sync.rows(List.of(customer("1", "One"))).run();
            assertThat(lines()).containsExactly("1 confirmed - - 1");
        }
    }

    @Test
    void aTableThatIsNewGetsAllThatTheStateKnows() {
        try (TestSync sync = sync(ACCOUNTS, "sync.row-log.table", "")) {
            sync.rows(customers(3)).run();
        }
        try (TestSync sync = sync(ACCOUNTS)) {
            sync.rows(customers(3)).run();
            assertThat(lines()).containsExactly("1 confirmed - - 1", "2 confirmed - - 1", "3 confirmed - - 1");
            source().execute("drop table sync_log");
            sync.rows(customers(3)).run();
            assertThat(lines()).hasSize(3);
        }
        try (TestSync sync = sync(ACCOUNTS, "sync.row-log.table", "")) {
            sync.rows(customers(4)).run();
        }
        try (TestSync sync = sync(ACCOUNTS)) {
            sync.rows(customers(4)).run();
            assertThat(lines()).as("also what runs did without it").contains("4 confirmed - - 4");
        }
    }

    @Test
    void aTableNextToTheStateIsWrittenThroughTheSameConnection() {
        try (TestSync sync =
                sync(ACCOUNTS, "sync.row-log.database", "state", "sync.accounts.row-log.table", "sync_log")) {
            assertThat(sync.rows(customers(1500)).run().notes()).isEmpty();
            assertThat(lines(state())).hasSize(1500);
        }
    }

    @Test
    void anotherTableOfThatNameIsSaidAndLeftAlone() {
        source().execute("create table sync_log (record_key text, city text)");
        source().update("insert into sync_log values ('1', 'Bonn')");
        try (TestSync sync = sync(ACCOUNTS)) {
            RunReport report = sync.rows(customers(3)).run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.notes())
                    .singleElement()
                    .asString()
                    .contains("names the table sync_log, which is there and has another use");
            assertThat(source().queryForList("select city from sync_log", String.class))
                    .containsExactly("Bonn");
        }
    }

    @Test
    void aPlanWritesNothing() throws Exception {
        try (TestSync sync = sync(ACCOUNTS)) {
            sync.rows(customers(3)).plan(RunMode.INCREMENTAL, planned -> {});
            assertThat(source().queryForList("select name from sqlite_master", String.class))
                    .isEmpty();
        }
    }
}
