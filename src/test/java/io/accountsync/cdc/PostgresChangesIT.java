package io.accountsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.run.PrintedLogs;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.SourceEvent;
import io.accountsync.source.UnavailableValue;
import io.accountsync.state.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Changes of a real PostgreSQL, by a real Debezium. */
@Tag("full")
class PostgresChangesIT {
    private static TestPostgres server;

    private final AtomicBoolean fails = new AtomicBoolean();
    private TestChanges changes;
    private List<Object> rows;
    private JdbcTemplate database;
    private String url;

    @BeforeAll
    static void startServer() {
        server = TestPostgres.startLogical();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void createTable() throws Exception {
        url = server.newDatabase();
        database = new JdbcTemplate(new DriverManagerDataSource(url));
        database.execute("create table customers (id int primary key, code text, name text, notes text)");
        start();
    }

    @AfterEach
    void stop() throws Exception {
        changes.close();
        drop();
    }

    @Test
    void insertsUpdatesAndDeletesComeAsRowsInTheirOrder() {
        database.execute("insert into customers values (1, 'C1', 'Acme', null), (2, 'C2', 'Bolt', null)");
        database.execute("update customers set name = 'Acme 2' where id = 1");
        database.execute("delete from customers where id = 2");
        awaitRows(4);
        assertThat(events()).extracting(SourceEvent::isDeleted).containsExactly(false, false, false, true);
        assertThat(events().get(2).columns()).containsEntry("name", "Acme 2").containsEntry("code", "C1");
        assertThat(events().get(3).columns()).containsEntry("id", 2);
        assertThat(versions()).isSorted();
    }

    @Test
    void transactionsThatRunAtTheSameTimeComeByTheirCommitsAndVersionsOfARowGrow() throws Exception {
        database.execute("insert into customers values (1, 'C1', 'a', null), (2, 'C2', 'a', null)");
        try (var early = new DriverManagerDataSource(url).getConnection();
                var late = new DriverManagerDataSource(url).getConnection()) {
            early.setAutoCommit(false);
            late.setAutoCommit(false);
            early.createStatement().execute("update customers set name = 'early' where id = 1");
            late.createStatement().execute("update customers set name = 'late' where id = 2");
            early.createStatement().execute("insert into customers values (3, 'C3', 'early', null)");
            late.commit();
            early.createStatement().execute("update customers set name = 'last' where id = 2");
            early.createStatement().execute("update customers set name = 'last of all' where id = 2");
            early.commit();
        }
        awaitRows(7);
        assertThat(events())
                .extracting(event -> event.columns().get("name"))
                .containsExactly("a", "a", "late", "early", "early", "last", "last of all");
        for (int id = 1; id <= 3; id++) {
            int row = id;
            assertThat(events().stream()
                            .filter(event -> event.columns().get("id").equals(row))
                            .map(event -> event.version().value()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aTableKeyThatChangesIsADeletionAndARow() {
        database.execute("insert into customers values (1, 'C1', 'Acme', null)");
        database.execute("update customers set id = 9 where id = 1");
        awaitRows(3);
        assertThat(events()).extracting(SourceEvent::isDeleted).containsExactly(false, true, false);
        assertThat(events()).extracting(event -> event.columns().get("id")).containsExactly(1, 1, 9);
    }

    @Test
    void truncateIsTold() {
        database.execute("insert into customers values (1, 'C1', 'Acme', null)");
        database.execute("truncate customers");
        awaitRows(2);
        assertThat(rows.get(1)).isInstanceOfSatisfying(MalformedRow.class, row -> assertThat(row.reason())
                .contains("public.customers", "TRUNCATE"));
    }

    @Test
    void aTruncateThatIsGivenOutAgainIsKnownByItsPlaceInTheLog() {
        fails.set(true);
        database.execute("truncate customers");
        await().atMost(Duration.ofMinutes(2)).until(() -> !fails.get());
        awaitRows(1);
        assertThat(rows.get(0)).isInstanceOfSatisfying(MalformedRow.class, row -> assertThat(row.place())
                .matches("LSN [0-9A-F]+/[0-9A-F]+ of customers\\.public\\.customers"));
    }

    @Test
    void aLargeValueThatDidNotChangeIsUnavailableUnlessTheReplicaIdentityIsFull() {
        database.execute("alter table customers alter column notes set storage external");
        database.execute("insert into customers values (1, 'C1', 'Acme', repeat('x', 9000))");
        database.execute("update customers set name = 'Acme 2' where id = 1");
        database.execute("alter table customers replica identity full");
        database.execute("update customers set name = 'Acme 3' where id = 1");
        awaitRows(3);
        assertThat(events().get(0).columns().get("notes")).isEqualTo("x".repeat(9000));
        assertThat(events().get(1).columns().get("notes")).isEqualTo(new UnavailableValue("notes"));
        assertThat(events().get(2).columns().get("notes")).isEqualTo("x".repeat(9000));
    }

    @Test
    void aDeletedRowHasWhatTheReplicaIdentitySays() {
        database.execute("alter table customers alter column code set not null");
        database.execute("create unique index by_code on customers (code)");
        database.execute(
                "insert into customers values (1, 'C1', 'a', null), (2, 'C2', 'a', null), (3, 'C3', 'a', null)");
        database.execute("delete from customers where id = 1");
        database.execute("alter table customers replica identity using index by_code");
        database.execute("delete from customers where id = 2");
        database.execute("alter table customers replica identity full");
        database.execute("delete from customers where id = 3");
        awaitRows(6);
        assertThat(events().get(3).columns().get("code")).isNotEqualTo("C1");
        assertThat(events().get(4).columns()).containsEntry("code", "C2");
        assertThat(events().get(5).columns()).containsEntry("code", "C3").containsEntry("name", "a");
    }

    @Test
    void whatTheRouteDidNotTakeComesAgain() {
        fails.set(true);
        database.execute("insert into customers values (1, 'C1', 'Acme', null)");
        await().atMost(Duration.ofMinutes(2)).until(() -> !fails.get());
        awaitRows(1);
        assertThat(events()).singleElement();
    }

    @Test
    void theSlotMovesOverWhatWasTakenAndWhatCameWhileNobodyReadComes() throws Exception {
        String before = database.queryForObject("select pg_current_wal_lsn()::text", String.class);
        database.execute("insert into customers values (1, 'C1', 'Acme', null)");
        awaitRows(1);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> database.queryForObject(
                        "select confirmed_flush_lsn > ?::pg_lsn from pg_replication_slots where slot_name = 'customers'",
                        Boolean.class,
                        before));
        changes.close();
        database.execute("insert into customers values (2, 'C2', 'Bolt', null)");
        start();
        await().atMost(Duration.ofMinutes(2)).until(() -> events().stream()
                .anyMatch(event -> event.columns().get("id").equals(2)));
    }

    @Test
    void theSlotMovesOnWhileOtherTablesChange() {
        database.execute("create table other (t text)");
        database.execute("insert into other select repeat('x', 1000) from generate_series(1, 5000)");
        await().atMost(Duration.ofMinutes(2)).until(() -> lag() < 100_000);
    }

    @Test
    void whileTheRouteIsStoppedTheLagGrowsAndIsSeenAndNothingIsLost() throws Exception {
        database.execute("insert into customers values (1, 'C1', 'Acme', null)");
        awaitRows(1);
        changes.pause();
        database.execute(
                "insert into customers select i, 'C' || i, repeat('x', 500), null from generate_series(2, 2001) i");
        await().atMost(Duration.ofMinutes(2)).until(() -> changes.lag() > 500_000);
        changes.goOn();
        awaitRows(2001);
        await().atMost(Duration.ofMinutes(2)).until(() -> changes.lag() < 100_000);
    }

    @Test
    void aConnectionThatBreaksIsMadeAgainAndNothingIsLost() {
        database.execute("insert into customers values (1, 'C1', 'Acme', null)");
        awaitRows(1);
        database.queryForList(
                "select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'customers'");
        database.execute("insert into customers values (2, 'C2', 'Bolt', null)");
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(events())
                .extracting(event -> event.columns().get("id"))
                .contains(2));
    }

    @Test
    void aSlotThatPostgresGaveUpSinceNobodyTookItsChangesIsMadeAgainAndTold() throws Exception {
        database.execute("insert into customers values (1, 'C1', 'Acme', null)");
        awaitRows(1);
        changes.close();
        for (int segment = 0; segment < 10; segment++) {
            database.execute("insert into customers values (" + (10 + segment) + ", 'C', 'Acme', null)");
            database.queryForList("select pg_switch_wal()");
        }
        database.execute("checkpoint");
        assertThat(database.queryForObject(
                        "select wal_status from pg_replication_slots where slot_name = 'customers'", String.class))
                .isEqualTo("lost");
        start();
        database.execute("insert into customers values (3, 'C3', 'Cord', null)");
        awaitRows(2);
        assertThat(rows.get(0)).isInstanceOf(MalformedRow.class);
        assertThat(events()).extracting(event -> event.columns().get("id")).containsExactly(3);
    }

    @Test
    void aSlotThatIsGoneIsMadeAnewAndTold() throws Exception {
        database.execute("insert into customers values (1, 'C1', 'Acme', null)");
        awaitRows(1);
        changes.close();
        drop();
        database.execute("insert into customers values (2, 'C2', 'Bolt', null)");
        start();
        database.execute("insert into customers values (3, 'C3', 'Cord', null)");
        awaitRows(2);
        assertThat(rows.get(0)).isInstanceOfSatisfying(MalformedRow.class, row -> assertThat(row.reason())
                .contains("run the sync with --compare-all"));
        assertThat(events()).extracting(event -> event.columns().get("id")).containsExactly(3);
    }

    @Test
    void lostChangesAreToldBeforeAnyChangeComesAndAgainUntilSomebodyTookNote() throws Exception {
        changes.close();
        drop();
        fails.set(true);
        start();
        awaitRows(1);
        assertThat(fails).as("the first attempt failed").isFalse();
        assertThat(rows).singleElement().isInstanceOf(MalformedRow.class);
        assertThat(database.queryForList("select 1 from pg_replication_slots where slot_name = 'customers'"))
                .hasSize(1);
    }

    @Test
    void aColumnThatWasRenamedIsNotInARowThatHasAllOfThem() {
        database.execute("insert into customers values (1, 'C1', 'Acme', null)");
        database.execute("alter table customers rename column name to company");
        database.execute("insert into customers values (2, 'C2', 'Bolt', null)");
        awaitRows(2);
        assertThat(events()).extracting(SourceEvent::isWhole).containsExactly(true, true);
        assertThat(events().get(0).columns()).containsKey("name").doesNotContainKey("company");
        assertThat(events().get(1).columns()).containsKey("company").doesNotContainKey("name");
    }

    @Test
    void aPublicationThatSomebodyCutDownIsNotReadFromUntilItTellsAllAgain() throws Exception {
        changes.close();
        database.execute("alter publication customers set (publish = 'insert')");
        database.execute("insert into customers values (1, 'C1', 'Acme', null)");
        try (PrintedLogs logs = new PrintedLogs()) {
            changes = TestChanges.begin(url, "public.customers", () -> {});
            rows = changes.rows();
            await().atMost(Duration.ofMinutes(2)).until(() -> logs.texts().stream()
                    .anyMatch(line -> line.contains("does not tell each UPDATE and DELETE and TRUNCATE")));
            assertThat(rows)
                    .as("but for what is said of the gap")
                    .singleElement()
                    .isInstanceOf(MalformedRow.class);
        }
        database.execute("alter publication customers set (publish = 'insert, update, delete, truncate')");
        database.execute("update customers set name = 'Acme 2' where id = 1");
        await().atMost(Duration.ofMinutes(2)).until(() -> events().size() >= 2);
    }

    @Test
    void aStartWithOtherTablesLeavesTheStreamOfSomebodyElseWithItsTablesAndItsChanges() throws Exception {
        database.execute("create table two (id int primary key)");
        try (PrintedLogs logs = new PrintedLogs();
                TestChanges other = TestChanges.begin(url, "public.two", () -> {})) {
            await().atMost(Duration.ofMinutes(2)).until(() -> logs.texts().stream()
                    .anyMatch(line -> line.contains("has tables that the route does not read: public.customers;")));
            assertThat(published()).containsExactly("customers");
            database.execute("insert into customers values (1, 'C1', 'Acme', null)");
            awaitRows(1);
            changes.close();
            database.execute("insert into customers values (2, 'C2', 'Bolt', null)");
            start();
            await().atMost(Duration.ofMinutes(2)).until(() -> events().stream()
                    .anyMatch(event -> event.columns().get("id").equals(2)));
            assertThat(other.rows()).isEmpty();
        }
    }

    @Test
    void aTableIsAddedByWhoeverHasTheSlotAndNotUnderAStreamThatDoesNotReadIt() throws Exception {
        database.execute("create table two (id int primary key)");
        try (PrintedLogs logs = new PrintedLogs();
                TestChanges other = TestChanges.begin(url, "public.customers,public.two", () -> {})) {
            await().atMost(Duration.ofMinutes(2)).until(() -> logs.texts().stream()
                    .anyMatch(line -> line.contains("are taken by another process: this one waits")));
            assertThat(published()).containsExactly("customers");
            changes.close();
            await().atMost(Duration.ofMinutes(2)).until(() -> published().contains("two"));
            database.execute("insert into two values (1)");
            await().atMost(Duration.ofMinutes(2)).until(() -> !other.rows().isEmpty());
        }
    }

    @Test
    void changesOfAPartitionedTableComeAsThoseOfTheTable() throws Exception {
        changes.close();
        drop();
        database.execute("drop table customers");
        database.execute("create table customers (id int primary key, code text, name text, notes text)"
                + " partition by range (id)");
        database.execute("create table customers_low partition of customers for values from (0) to (100)");
        start();
        database.execute("insert into customers values (3, 'C3', 'Cord', null)");
        // The slot had been there before with the same publication, which is told first.
        awaitRows(2);
        assertThat(events()).extracting(event -> event.columns().get("id")).containsExactly(3);
    }

    private void start() throws Exception {
        changes = TestChanges.start(url, "public.customers", () -> {
            if (fails.getAndSet(false)) {
                throw new IllegalStateException("the org is away");
            }
        });
        rows = changes.rows();
    }

    private void drop() {
        await().atMost(Duration.ofMinutes(1)).until(() -> database.queryForList(
                        "select 1 from pg_replication_slots where slot_name = 'customers' and active")
                .isEmpty());
        database.queryForList(
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'customers'");
    }

    private List<String> published() {
        return database.queryForList("select tablename from pg_publication_tables order by 1", String.class);
    }

    private long lag() {
        return database.queryForObject(
                "select pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) from pg_replication_slots"
                        + " where slot_name = 'customers'",
                Long.class);
    }

    private void awaitRows(int number) {
        await().atMost(Duration.ofMinutes(2)).until(() -> rows.size() >= number);
    }

    private List<SourceEvent> events() {
        return rows.stream()
                .filter(SourceEvent.class::isInstance)
                .map(SourceEvent.class::cast)
                .toList();
    }

    private List<Long> versions() {
        return events().stream()
                .filter(event -> event.version() != null)
                .map(event -> event.version().value())
                .toList();
    }
}
