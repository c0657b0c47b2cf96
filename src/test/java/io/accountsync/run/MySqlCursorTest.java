package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.TestMariaDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a real MariaDB server, picked by the cursor, through its own driver and through that of MySQL. */
@Tag("full")
class MySqlCursorTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource({
        "mysql,   timestamp(6),    timestamp, '',                        false",
        "mysql,   timestamp,       timestamp, '',                        false",
        "mysql,   datetime(3),     timestamp, '',                        false",
        "mysql,   date,            date,      '',                        false",
        "mysql,   bigint unsigned, integer,   '',                        false",
        "mysql,   timestamp(6),    timestamp, '&connectionTimeZone=UTC', true",
        "mariadb, timestamp(6),    timestamp, '',                        false",
        "mariadb, datetime(3),     timestamp, '',                        false"
    })
    void aFirstRunReadsEveryRowWhateverTheColumnCanHold(
            String driver, String column, String cursor, String option, boolean isRetold) throws Exception {
        String url = TestMariaDb.shared().newDatabase(driver) + option;
        boolean isNumber = cursor.equals("integer");
        execute(url, "create table t (id int, name text, changed " + column + " null)");
        execute(
                url,
                "insert into t values (1, 'A', %s), (2, 'B', %s), (3, 'C', null)"
                        .formatted(
                                isNumber ? "17" : "'2026-01-26 23:20:00'", isNumber ? "18" : "'2026-01-27 23:20:00'"));
        String file = TestSources.ofQuery(
                TestSync.ACCOUNTS_WITH_CURSOR
                        .replace("cursorType: integer", "cursorType: " + cursor)
                        .replaceAll("(?m)^.*BillingCity.*\n|^.*fields\\[Parent.*\n|^.*lookup.*\n|^.*parent].*\n", ""),
                "select * from t where changed >= :#${variable.since} order by changed");
        try (TestSync sync = TestSync.startFile(org, directory, file, "source.url", url)) {
            RunReport first = sync.run();
            assertThat(first.message()).isNull();
            assertThat(first.count(Count.CREATED)).isEqualTo(2);
            assertThat(first.count(Count.INVALID)).as("the row without cursor").isEqualTo(1);
            assertThat(first.notes().stream()
                            .anyMatch(note -> note.startsWith("The source query found none of 2 rows")))
                    .isEqualTo(isRetold);
            execute(url, "insert into t values (4, 'D', %s)".formatted(isNumber ? "19" : "'2026-01-28 23:20:00'"));
            RunReport second = sync.run();
            assertThat(second.readsAll()).isNull();
            assertThat(second.count(Count.CREATED)).isEqualTo(1);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
