package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.state.TestPostgres;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** The pool of the source database, and what is asked of databases that somebody else set up. */
class SourceDatabaseTest {
    private static final String POSTGRES = TestPostgres.shared().newDatabase();

    @TempDir
    private Path directory;

    @Test
    void postgresqlIsSetUpToStream() throws Exception {
        try (HikariDataSource source = open(Map.of("source.url", url()));
                Connection connection = source.getConnection()) {
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.unwrap(PGConnection.class).getDefaultFetchSize())
                    .isEqualTo(1000);
            assertThatCode(() -> SourceDatabase.requireStreaming(source)).doesNotThrowAnyException();
        }
    }

    @Test
    void userAndPasswordHaveKeysOfTheirOwn() throws Exception {
        try (HikariDataSource source = open(Map.of(
                        "source.url",
                                "jdbc:postgresql://localhost:"
                                        + TestPostgres.shared().port() + "/postgres",
                        "source.username", "postgres",
                        "source.password", "s3cret"));
                Connection connection = source.getConnection()) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("postgres");
        }
    }

    @Test
    void nothingIsConnectedBeforeTheFirstUse() throws Exception {
        try (HikariDataSource source = open(Map.of("source.url", "jdbc:postgresql://localhost:1/nowhere"))) {
            assertThat(source.isRunning()).isTrue();
        }
    }

    @Test
    void aMissingUrlIsAskedForByKeyAndEnvironmentVariable() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> open(Map.of()))
                .withMessageContaining("source.url")
                .withMessageContaining("SOURCE_URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgres://localhost/db?password=s3cret | source.url begins with jdbc:postgres:, which no driver here knows; "
                        + "did you mean jdbc:postgresql:?",
                "jdbc:MySQL8://u:s3cret@localhost/db | source.url begins with jdbc:mysql8:, which no driver here knows; did you "
                        + "mean jdbc:mysql:?",
                "jdbc:informix-sqli://u:s3cret@localhost/db | source.url begins with jdbc:informix-sqli:, which no driver here "
                        + "knows. Put the jar of its driver into lib/.",
                "postgresql://user:s3cret@localhost/db | source.url is not a JDBC URL: it begins with jdbc: and the name of the "
                        + "database, as in jdbc:postgresql://host:5432/database.",
                "jdbc:postgresql://host:port/s3cret | source.url is not a URL that the driver of PostgreSQL understands.",
                "jdbc:oracle:thin:user/s3cret@localhost:1521/db | source.url is an Oracle database; get its driver with "
                        + "\"account-sync driver oracle\"."
            })
    void aUrlWithoutDriverIsRefusedWithTheCommandThatGetsItAndIsNotShown(String url, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> open(Map.of("source.url", url)))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://etl:s3cret@127.0.0.1:5432/db",
                "jdbc:mariadb://etl:s3cret@127.0.0.1/db",
                "jdbc:sqlserver://etl:s3cret@127.0.0.1;databaseName=db"
            })
    void aUserBeforeTheHostIsRefusedWithTheKeysThatHaveIt(String url) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> open(Map.of("source.url", url)))
                .withMessage(
                        "source.url has a user before its host, which the driver takes for a part of the host's name; "
                                + "take it out, up to the @, and set source.username and source.password.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:%s",
                "jdbc:sqlite:file:%s",
                "jdbc:h2:%s",
                "jdbc:h2:file:%s;MODE=Oracle",
                "jdbc:duckdb:%s"
            })
    void aDatabaseFileThatIsNotThereIsNamedAndNotMade(String url) throws Exception {
        Path file = directory.resolve("nofile.db");
        try (HikariDataSource source = open(Map.of("source.url", url.formatted(file)))) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> SourceDatabase.requireStreaming(source))
                    .withMessage(
                            "source.url names the database " + file + ", and there is no such file; correct its name.");
        }
        try (Stream<Path> made = Files.list(directory)) {
            assertThat(made).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:h2:mem:x", "jdbc:duckdb:"})
    void aDatabaseInMemoryNeedsNoFile(String url) {
        try (HikariDataSource source = open(Map.of("source.url", url))) {
            assertThatCode(() -> SourceDatabase.requireStreaming(source)).doesNotThrowAnyException();
        }
    }

    @Test
    void aLoginThatIsRefusedIsSaidAtOnceAndNotCalledOutOfReach() {
        String nobody = "jdbc:postgresql://localhost:" + TestPostgres.shared().port() + "/postgres";
        try (HikariDataSource source =
                open(Map.of("source.url", nobody, "source.username", "nobody", "source.password", "s3cret"))) {
            source.setConnectionTimeout(Long.MAX_VALUE);
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> SourceDatabase.requireStreaming(source))
                    .withMessageStartingWith(
                            "The source database refused the login: FATAL: role \"nobody\" does not exist.")
                    .withMessageEndingWith(" Are source.username and source.password right?");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1000", "false, 0", "true, 0"})
    void aDatabaseThatWouldNotStreamIsRefusedWithTheRemedy(boolean autoCommit, int fetchSize) {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(url());
        plain.setDefaultRowFetchSize(fetchSize);
        try (HikariDataSource source = new HikariDataSource()) {
            source.setDataSource(plain);
            source.setAutoCommit(autoCommit);
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> SourceDatabase.requireStreaming(source))
                    .withMessage("The source DataSource would read whole results into memory. For PostgreSQL set "
                            + "autoCommit to false and defaultRowFetchSize to 1000 on it, or use #source, which is set "
                            + "up so.");
        }
    }

    @Test
    void aDataSourceWithoutPoolIsRefusedToo() {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(url());
        plain.setDefaultRowFetchSize(1000);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SourceDatabase.requireStreaming(plain));
    }

    @Test
    void otherDatabasesStreamByThemselves() {
        assertThatCode(() -> SourceDatabase.requireStreaming(sqlite())).doesNotThrowAnyException();
    }

    @Test
    void timestampsOfSqliteAreComparedAsTexts() throws Exception {
        try (HikariDataSource source = open(Map.of("source.url", "jdbc:sqlite:" + directory.resolve("source.db")));
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (updated_at text)");
            statement.execute("insert into t values ('2026-01-31 09:30:00'), ('2026-01-31 09:40:00')");
            try (PreparedStatement since =
                    connection.prepareStatement("select count(*) from t where updated_at >= ?")) {
                since.setObject(1, Timestamp.valueOf("2026-01-31 09:35:00"));
                assertThat(since.executeQuery().getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void theSourceTellsItsTime() throws Exception {
        try (HikariDataSource source = open(Map.of("source.url", url()))) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
            assertThat(SourceDatabase.time(source))
                    .hasValueSatisfying(time -> assertThat(time).isBetween(before, Instant.now()));
        }
    }

    @Test
    void aDatabaseWithoutTimestampsTellsNoTime() {
        assertThat(SourceDatabase.time(sqlite())).isEmpty();
    }

    @Test
    void aDatabaseThatCannotBeReachedIsToldWithTheRemedyAndWithoutThePassword() throws Exception {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://localhost:" + closedPort + "/db?user=joe&password=s3cret");
        for (Runnable use :
                new Runnable[] {() -> SourceDatabase.requireStreaming(source), () -> SourceDatabase.time(source)}) {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(use::run)
                    .withMessage(
                            "The source database cannot be reached: the connection was refused. Is it running, and are "
                                    + "source.url, source.username and source.password right?");
        }
    }

    @Test
    void aDatabaseThatDoesNotKnowTheUserSaysSo() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(
                "jdbc:postgresql://localhost:" + TestPostgres.shared().port() + "/postgres?user=joe&password=s3cret");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> SourceDatabase.requireStreaming(source))
                .withMessageContaining("refused the login: FATAL: role \"joe\" does not exist. Nothing was sent. Are ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    private DataSource sqlite() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + directory.resolve("source.db"));
        return source;
    }

    private static String url() {
        return POSTGRES;
    }

    private static HikariDataSource open(Map<String, String> settings) {
        return SourceDatabase.open(Settings.of(key -> Optional.ofNullable(settings.get(key))));
    }
}
