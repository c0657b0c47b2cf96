package io.accountsync.source;

import static io.accountsync.source.TestRows.assertSelectsTheSecondAlone;
import static io.accountsync.source.TestRows.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.Settings;
import io.accountsync.mapping.CursorType;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.h2.util.DateTimeUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** DuckDB and H2 as source, set up as account-sync does. */
class EmbeddedDatabasesTest {
    private final TimeZone zone = TimeZone.getDefault();

    @TempDir
    private Path directory;

    @AfterEach
    void resetZone() {
        TimeZone.setDefault(zone);
        DateTimeUtils.resetCalendar();
    }

    @ParameterizedTest
    @CsvSource({
        "duckdb, timestamp, UTC",
        "duckdb, timestamp, America/Los_Angeles",
        "duckdb, timestamptz, UTC",
        "duckdb, timestamptz, America/Los_Angeles",
        "duckdb, timestamptz, Asia/Tokyo",
        "duckdb, date, America/Los_Angeles",
        "h2, timestamp, UTC",
        "h2, timestamp, America/Los_Angeles",
        "h2, timestamp with time zone, UTC",
        "h2, timestamp with time zone, America/Los_Angeles",
        "h2, date, America/Los_Angeles"
    })
    void aCursorThatWasReadSelectsItsRowAndNoneBeforeIt(String database, String type, String process) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(process));
        // It remembers the zone of the process, which does not change elsewhere.
        DateTimeUtils.resetCalendar();
        CursorType cursor = type.equals("date") ? CursorType.DATE : CursorType.TIMESTAMP;
        try (HikariDataSource writing = SourceDatabase.openForWriting(settings(database));
                HikariDataSource source = SourceDatabase.open(settings(database))) {
            JdbcTemplate db = new JdbcTemplate(writing);
            db.execute("create table t (id integer, seen " + type + ")");
            db.execute(
                    type.equals("date")
                            ? "insert into t values (1, date '2026-11-25'), (2, date '2026-11-26')"
                            : "insert into t values (1, timestamp '2026-11-26 23:20:00.123455'), "
                                    + "(2, timestamp '2026-11-26 23:20:00.123456')");
            assertSelectsTheSecondAlone(source, "seen", cursor);
            Object floor = cursor.toSql(cursor.floor());
            assertThat(rows(source, "select id from t where seen >= ?", floor)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "h2"})
    void aSourceThatIsSetUpSoIsNotRefused(String database) {
        make(database);
        try (HikariDataSource source = SourceDatabase.open(settings(database))) {
            SourceDatabase.requireStreaming(source);
        }
    }

    @Test
    void h2TellsItsTimeAndDuckDbHasThatOfTheProcess() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        make("h2");
        make("duckdb");
        try (HikariDataSource h2 = SourceDatabase.open(settings("h2"));
                HikariDataSource duckdb = SourceDatabase.open(settings("duckdb"))) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            assertThat(SourceDatabase.time(h2))
                    .hasValueSatisfying(time -> assertThat(time).isBetween(before, Instant.now()));
            assertThat(SourceDatabase.time(duckdb)).isEmpty();
        }
    }

    /** An empty one: a source makes no file. */
    private void make(String database) {
        try (HikariDataSource writing = SourceDatabase.openForWriting(settings(database))) {
            new JdbcTemplate(writing).execute("create table t (id integer)");
        }
    }

    private Settings settings(String database) {
        Map<String, String> keys = Map.of("source.url", "jdbc:" + database + ":" + directory.resolve(database));
        return Settings.of(key -> Optional.ofNullable(keys.get(key)));
    }
}
