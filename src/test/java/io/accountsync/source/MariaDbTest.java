package io.accountsync.source;

import static io.accountsync.source.TestRows.assertSelectsTheSecondAlone;
import static io.accountsync.source.TestRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.LostDatabase;
import io.accountsync.config.Settings;
import io.accountsync.mapping.CursorType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A real MariaDB server as source, by its own driver and by that of MySQL, set up as account-sync does. */
@Tag("full")
class MariaDbTest {
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void resetZone() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void valuesAreThoseThatTheServerShows(String driver) {
        String url = TestMariaDb.shared().newDatabase(driver);
        try (HikariDataSource writing = SourceDatabase.openForWriting(settings(url));
                HikariDataSource source = SourceDatabase.open(settings(url))) {
            JdbcTemplate db = new JdbcTemplate(writing);
            db.execute("create table t (id int primary key, flag tinyint(1), made year, day date, at datetime(6), "
                    + "took time, price decimal(12, 2), note text, code char(5))");
            db.execute("set statement sql_mode = '' for insert into t values (1, 7, 2026, '0000-00-00', "
                    + "'2026-03-29 02:30:00.123456', '-25:00:00', 12.50, 'Ärger', 'ab')");
            Map<String, Object> row = rows(source, "select * from t").get(0);
            assertThat(row.get("flag")).isEqualTo(7);
            assertThat(row.get("made")).isEqualTo(2026);
            assertThat(row.get("day")).isNull();
            assertThat(row.get("took")).hasToString("-25:00:00");
            assertThat(row.get("price")).hasToString("12.50");
            assertThat(row.get("note")).isEqualTo("Ärger");
            assertThat(row.get("code")).isEqualTo("ab");
        }
    }

    /** MySQL's driver reads latin1 as windows-1252, in which 0x81 is nothing. */
    @ParameterizedTest
    @CsvSource({"mariadb, \u0081", "mysql,"})
    void aTextThatTheDriverCannotDecodeIsUnreadableAndOneWithTheCharacterIsNot(String driver, String read) {
        String url = TestMariaDb.shared().newDatabase(driver);
        try (HikariDataSource writing = SourceDatabase.openForWriting(settings(url));
                HikariDataSource source = SourceDatabase.open(settings(url))) {
            JdbcTemplate db = new JdbcTemplate(writing);
            db.execute("create table t (id int, a varchar(9) character set latin1, b char(9) character set utf8mb4, "
                    + "c text character set ucs2)");
            db.execute("insert into t values (1, unhex('4b81'), '\uFFFDä', '\uFFFDä')");
            Map<String, Object> row = rows(source, "select * from t").get(0);
            if (read == null) {
                assertThat(row.get("a")).isInstanceOf(UnreadableValue.class);
            } else {
                assertThat(row.get("a")).isEqualTo("K" + read);
            }
            assertThat(row.get("b")).isEqualTo("\uFFFDä");
            assertThat(row.get("c")).isEqualTo("\uFFFDä");
            assertThat(rows(source, "select convert(cast(a as binary) using latin1) as a from t")
                            .get(0)
                            .get("a"))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mariadb, datetime(6), UTC",
        "mariadb, datetime(6), America/Los_Angeles",
        "mariadb, timestamp(6), UTC",
        "mariadb, timestamp(6), America/Los_Angeles",
        "mysql, datetime(6), UTC",
        "mysql, datetime(6), America/Los_Angeles",
        "mysql, timestamp(6), UTC",
        "mysql, timestamp(6), America/Los_Angeles"
    })
    void aCursorThatWasReadSelectsItsRowAndNoneBeforeIt(String driver, String type, String process) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(process));
        String url = TestMariaDb.shared().newDatabase(driver);
        try (HikariDataSource writing = SourceDatabase.openForWriting(settings(url));
                HikariDataSource source = SourceDatabase.open(settings(url))) {
            JdbcTemplate db = new JdbcTemplate(writing);
            db.execute("create table t (id int primary key, at " + type + ")");
            db.execute("insert into t values (1, '2026-11-26 23:20:00.123455'), (2, '2026-11-26 23:20:00.123456')");
            assertSelectsTheSecondAlone(source, "at", CursorType.TIMESTAMP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void theServerTellsItsTimeWhateverItsZone(String driver) {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try (HikariDataSource source =
                SourceDatabase.open(settings(TestMariaDb.shared().newDatabase(driver)))) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            assertThat(SourceDatabase.time(source))
                    .hasValueSatisfying(time -> assertThat(time).isBetween(before, Instant.now()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void aReadingTransactionIsReadOnly(String driver) throws Exception {
        try (HikariDataSource source =
                        SourceDatabase.open(settings(TestMariaDb.shared().newDatabase(driver)));
                Connection connection = source.getConnection()) {
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(new JdbcTemplate(source).queryForObject("select @@session.transaction_read_only", Integer.class))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void aConnectionThatIsEndedInTheMiddleOfTheRowsIsToldInOurWords(String driver) throws Exception {
        String url = TestMariaDb.shared().newDatabase(driver);
        try (HikariDataSource admin = SourceDatabase.openForWriting(settings(url));
                HikariDataSource source = SourceDatabase.open(settings(url))) {
            JdbcTemplate server = new JdbcTemplate(admin);
            server.execute("create table t as select seq as id, repeat('x', 1000) as name from seq_1_to_100000");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> readWithAnEnd(source, reader -> server.execute("kill " + reader)))
                    .satisfies(e -> assertThat(LostDatabase.reason(e)).hasValueSatisfying(reason -> assertThat(reason)
                            .matches("the connection was closed, as when its server is .*|"
                                    + "its server was stopped or restarted, or somebody ended .*")));
        }
    }

    private static void readWithAnEnd(DataSource source, LongConsumer end) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            long reader = new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                    .queryForObject("select connection_id()", Long.class);
            ResultSet rows = statement.executeQuery("select id, name from t");
            assertThat(rows.next()).isTrue();
            end.accept(reader);
            while (rows.next()) {
                rows.getLong(1);
            }
        }
    }

    private static Settings settings(String url) {
        return Settings.of(key -> Optional.ofNullable(Map.of("source.url", url).get(key)));
    }
}
