package io.accountsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.run.PrintedLogs;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.SourceEvent;
import io.accountsync.state.TestPostgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What becomes of a stream whose publication somebody changes, with a real PostgreSQL and a real Debezium. */
@Tag("full")
class ChangedPublicationIT {
    private static TestPostgres server;

    private TestChanges changes;
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
    void startStream() throws Exception {
        url = server.newDatabase();
        database = new JdbcTemplate(new DriverManagerDataSource(url));
        database.execute("create table customers (id int primary key, name text)");
        start();
        insert(1);
        awaitIds(1);
    }

    @AfterEach
    void stopStream() {
        changes.close();
        awaitFreeSlot();
        database.queryForList(
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'customers'");
    }

    @Test
    void aTableThatIsTakenOutWhileTheStreamRunsIsPutBackAndTheGapIsTold() {
        database.execute("alter publication customers drop table customers");
        insert(2);
        awaitLosses(1);
        awaitPublished();
        insert(3);
        awaitIds(1, 3);
    }

    @Test
    void aTableThatIsTakenOutAndPutBackBetweenTwoLooksIsTold() {
        database.execute("alter publication customers drop table customers");
        insert(2);
        database.execute("alter publication customers add table customers");
        awaitLosses(1);
        insert(3);
        awaitIds(1, 3);
    }

    @Test
    void operationsThatAreTakenOutWhileTheStreamRunsAreToldAndNothingIsReadUntilTheRemedyIsDone() {
        try (PrintedLogs logs = new PrintedLogs()) {
            database.execute("alter publication customers set (publish = 'insert')");
            awaitLosses(1);
            await().atMost(Duration.ofMinutes(2)).until(() -> logs.texts().stream()
                    .anyMatch(line -> line.contains("does not tell each UPDATE and DELETE and TRUNCATE")));
            insert(2);
            database.execute("ALTER PUBLICATION customers SET (publish = 'insert, update, delete, truncate')");
            awaitLosses(2);
            awaitIds(1, 2);
        }
    }

    @Test
    void aStartThatPutsATableBackTellsTheGap() throws Exception {
        changes.close();
        database.execute("alter publication customers drop table customers");
        insert(2);
        start();
        awaitPublished();
        insert(3);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(ids()).contains(3).doesNotContain(2));
        assertThat(losses()).isEqualTo(1);
        assertThat(changes.rows().get(0)).isInstanceOf(MalformedRow.class);
    }

    @Test
    void aPublicationThatIsDroppedWhileTheStreamRunsIsMadeAnewWithItsSlotAndTheGapIsTold() {
        database.execute("drop publication customers");
        insert(2);
        awaitLosses(1);
        awaitPublished();
        await().atMost(Duration.ofMinutes(2)).until(this::isActive);
        insert(3);
        awaitIds(1, 3);
    }

    @Test
    void aSlotThatIsOlderThanItsPublicationIsMadeAnewAndTheGapIsTold() throws Exception {
        changes.close();
        awaitFreeSlot();
        database.execute("drop publication customers");
        insert(2);
        database.execute("create publication customers for table customers");
        changes = TestChanges.begin(url, "public.customers", () -> {});
        awaitLosses(1);
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            database.update("insert into customers select coalesce(max(id), 0) + 1 from customers");
            assertThat(ids()).isNotEmpty();
        });
    }

    @Test
    void aPublicationThatGetsTheTableOfAnotherIsNoGap() {
        database.execute("create table others (id int primary key)");
        database.execute("alter publication customers add table others");
        for (int row = 2; row < 5; row++) {
            insert(row);
        }
        awaitIds(1, 2, 3, 4);
        assertThat(losses()).isZero();
    }

    private void start() throws Exception {
        changes = TestChanges.start(url, "public.customers", () -> {});
    }

    private void insert(int id) {
        database.update("insert into customers values (?, 'Acme')", id);
    }

    private boolean isActive() {
        return !database.queryForList("select 1 from pg_replication_slots where slot_name = 'customers' and active")
                .isEmpty();
    }

    private void awaitFreeSlot() {
        await().atMost(Duration.ofMinutes(1)).until(() -> !isActive());
    }

    private void awaitPublished() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !database.queryForList("select 1 from pg_publication_tables where pubname = 'customers'")
                        .isEmpty());
    }

    private void awaitIds(Object... ids) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(ids()).containsExactlyInAnyOrder(ids));
    }

    private List<Object> ids() {
        return changes.rows().stream()
                .filter(SourceEvent.class::isInstance)
                .map(SourceEvent.class::cast)
                .<Object>map(event -> event.columns().get("id"))
                .distinct()
                .toList();
    }

    private void awaitLosses(int number) {
        await().atMost(Duration.ofMinutes(2)).until(() -> losses() >= number);
    }

    private long losses() {
        return changes.rows().stream()
                .filter(MalformedRow.class::isInstance)
                .map(row -> ((MalformedRow) row).reason())
                .filter(LostChanges.ofPublication("customers").reason()::equals)
                .count();
    }
}
