package io.accountsync.run;

import static io.accountsync.run.GoneSync.DELETE;
import static io.accountsync.run.GoneSync.TOMBSTONES;
import static io.accountsync.run.GoneSync.file;
import static io.accountsync.run.GoneSync.has;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are gone from a database's table, with a cursor, by its own queries. */
class RowsGoneFromTableTest {
    private static final String MAPPING = TestSync.ACCOUNTS_WITH_CURSOR.replaceAll(
            "(?m)^.*BillingCity.*\n|^.*fields\\[Parent.*\n|^.*lookup.*\n|^.*parent].*\n", "");

    private static final String DELETIONS =
            """
            - route:
                id: accounts-deletions
                from:
                  uri: direct
                  parameters:
                    name: accounts-deletions
                  steps:
                    - to:
                        uri: sql
                        parameters:
                          query: "select key from removed"
                          dataSource: "#source"
                          outputType: StreamList
            """;

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @BeforeEach
    void makeTables() throws SQLException {
        execute("create table customer (id integer, name text, changed integer, deleted_at text)");
        execute("create table removed (key text)");
        for (int i = 1; i <= 5; i++) {
            execute("insert into customer values (" + i + ", 'N" + i + "', " + i + ", null)");
        }
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aMarkInTheRowAKeyInATableAndARowThatIsNotThere() throws SQLException {
        try (TestSync sync = start(file(MAPPING, DELETE, TOMBSTONES))) {
            sync.run();
            execute("update customer set deleted_at = '2026-01-01', name = null, changed = 6 where id = 1");
            assertThat(sync.run().count(Count.DELETED)).isEqualTo(1);
            assertThat(has(org, 1)).isFalse();
        }
        try (TestSync sync = start(file(MAPPING, DELETE), DELETIONS)) {
            execute("delete from customer where id < 3");
            execute("insert into removed values ('2'), ('nobody')");
            assertThat(sync.run().count(Count.DELETED)).isEqualTo(1);
            assertThat(has(org, 2)).isFalse();
        }
        try (TestSync sync = start(file(MAPPING, DELETE))) {
            sync.run();
            execute("delete from customer where id = 3");
            assertThat(sync.run().count(Count.DELETED)).isZero();
            assertThat(sync.run(RunMode.COMPARE_ALL).count(Count.DELETED)).isEqualTo(1);
            assertThat(has(org, 3)).isFalse();
            assertThat(has(org, 4)).isTrue();
        }
    }

    @Test
    void aRunThatReadsEveryRowSinceNoneLiesAtTheCursorTakesNoneForGone() throws SQLException {
        try (TestSync sync = start(file(MAPPING, DELETE))) {
            sync.run();
            execute("delete from customer where id = 5");

            RunReport report = sync.run();

            assertThat(report.readsAll()).contains("no row lies at the cursor");
            assertThat(report.notes())
                    .anyMatch(note -> note.contains("not deleted for that: every row was read for another reason"));
            assertThat(has(org, 5)).isTrue();
        }
    }

    @Test
    void rowsWithoutCursorThatNobodyCanAskForForbidIt() throws SQLException {
        String unclear = "select * from customer where changed + 0 >= coalesce(:#${variable.since}, 0) or 1 = 0";
        try (TestSync sync = TestSync.startFile(
                org,
                directory.resolve("state"),
                TestSources.ofQuery(file(MAPPING, DELETE), unclear),
                "source.url",
                url(),
                "sync.max-deletions",
                "100%")) {
            sync.run();
            execute("update customer set changed = null where id = 5");

            RunReport report = sync.run(RunMode.COMPARE_ALL);

            assertThat(report.count(Count.DELETED)).isZero();
            assertThat(has(org, 5)).isTrue();
        }
    }

    private TestSync start(String mapping, String... routes) {
        return TestSync.startFile(
                org,
                directory.resolve("state"),
                TestSources.ofQuery(
                                mapping, "select * from customer where changed >= :#${variable.since} order by changed")
                        + String.join("", routes),
                "source.url",
                url(),
                "sync.overlap-steps",
                "0",
                "sync.max-deletions",
                "100%");
    }

    private String url() {
        return "jdbc:sqlite:" + directory.resolve("source.db");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
