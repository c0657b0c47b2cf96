package io.accountsync.run.rowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.run.RecordLine;
import io.accountsync.source.SourceDatabase;
import io.accountsync.source.WrittenTableName;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a row log is in any database, tried with a real one. */
abstract class RowLogTableContract {
    private static final long NOON = Instant.parse("2026-11-27T12:00:00.123Z").toEpochMilli();

    private com.zaxxer.hikari.HikariDataSource database;
    private JdbcTemplate sql;

    /** The keys of an empty database. */
    abstract Map<String, String> settings();

    @BeforeEach
    void open() {
        Map<String, String> keys = settings();
        database = SourceDatabase.openForBatches(Settings.of(key -> Optional.ofNullable(keys.get(key))), "row log");
        sql = new JdbcTemplate(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTableIsMadeOnceAndARecordHasOneLine() throws Exception {
        RowLogTable table = table(database, "Sync_Log");
        assertThat(table.open()).isTrue();
        assertThat(table.open()).isFalse();
        table.write(List.of(line("1", "created", null), line("2", "rejected", "it's \"bad\"; drop")));
        table.write(List.of(line("2", "updated", null), line("3", "created", null)));
        assertThat(sql.queryForList(
                        "select record_key || ' ' || outcome from Sync_Log order by record_key"
                                .replace("record_key || ' ' || outcome", "concat(record_key, ' ', outcome)"),
                        String.class))
                .containsExactly("1 created", "2 updated", "3 created");
        assertThat(sql.queryForObject("select error_message from Sync_Log where record_key = '2'", String.class))
                .isNull();
    }

    @Test
    void timesAreOfUtc() throws Exception {
        RowLogTable table = table(database, "sync_log");
        table.open();
        table.write(List.of(line("1", "created", null)));
        assertThat(sql.queryForObject("select cast(outcome_at as " + textType() + ") from sync_log", String.class))
                .startsWith("2026-11-27 12:00:00.123");
    }

    @Test
    void keysThatDifferInCaseOnlyAreTwoRecordsAndOddOnesAreOne() throws Exception {
        RowLogTable table = table(database, "sync_log");
        table.open();
        String tooLong = "k".repeat(300);
        List<String> keys = List.of("A", "a", "ä😀'\"", "x\0y", "😀".repeat(140), tooLong, tooLong + "2");
        table.write(keys.stream()
                .map(key -> line(key, "invalid", "m😀".repeat(900)))
                .toList());
        table.write(
                keys.stream().map(key -> line(key, "invalid", "m".repeat(1200))).toList());
        assertThat(sql.queryForObject("select count(*) from sync_log", Integer.class))
                .isEqualTo(keys.size());
        assertThat(table.delete("A")).isTrue();
        assertThat(table.delete(tooLong)).isTrue();
        assertThat(table.delete(tooLong)).isFalse();
        assertThat(sql.queryForObject("select count(*) from sync_log", Integer.class))
                .isEqualTo(keys.size() - 2);
    }

    @Test
    void linesOfOutcomesAreReadInPages() throws Exception {
        RowLogTable table = table(database, "sync_log");
        table.open();
        table.write(IntStream.range(10, 35)
                .mapToObj(i -> line("" + i, i % 5 == 0 ? "rejected" : "created", null))
                .toList());
        assertThat(table.keysOf(Set.of("rejected", "invalid"), "", 3)).containsExactly("10", "15", "20");
        assertThat(table.keysOf(Set.of("rejected", "invalid"), "20", 3)).containsExactly("25", "30");
    }

    @Test
    void anotherTableOfThatNameIsRefused() {
        sql.execute("create table sync_log (record_key varchar(20), city varchar(20))");
        assertThatThrownBy(() -> table(database, "sync_log").open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "sync.row-log.table names the table sync_log, which is there and has another use: it lacks"
                                + " the columns error_code, error_message, fingerprint");
        assertThat(sql.queryForObject("select count(*) from sync_log", Integer.class))
                .isZero();
    }

    /** Takes as long as a lock is waited for. */
    void assertLockIsNamed(String... locking) throws Exception {
        RowLogTable table = table(database, "sync_log");
        table.open();
        Map<String, String> keys = settings();
        try (com.zaxxer.hikari.HikariDataSource other =
                        SourceDatabase.openForBatches(Settings.of(key -> Optional.ofNullable(keys.get(key))), "other");
                Connection connection = other.getConnection();
                Statement statement = connection.createStatement()) {
            for (String command : locking) {
                statement.execute(command);
            }
            assertThatThrownBy(() -> table.write(List.of(line("1", "created", null))))
                    .satisfies(error -> assertThat(RowLogErrors.describe(error)).isEqualTo(RowLogRemedy.LOCKED));
            statement.execute("rollback");
        }
    }

    /** The type that a time is shown as. */
    String textType() {
        return "varchar(40)";
    }

    private static RowLogTable table(DataSource database, String name) {
        return new RowLogTable(database, WrittenTableName.of(name).orElseThrow(), "accounts");
    }

    private static RecordLine line(String key, String outcome, String message) {
        return new RecordLine(
                key,
                outcome,
                "upsert",
                "001000000000001AAA",
                "00ff",
                7L,
                NOON,
                message == null ? null : "CODE",
                message);
    }
}
