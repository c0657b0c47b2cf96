package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A source that breaks in the middle: the report says how far it was read, and that is no reading of all rows. */
class BrokenSourceTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 2600, 4400})
    void aConnectionThatPostgresEndsInTheMiddleSaysHowManyRowsWereRead(int lastRow) {
        String url = TestPostgres.shared().url(TestPostgres.shared().newSchema()) + "&user=postgres";
        JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(url));
        sql.execute("create table customers (id integer, name text)");
        sql.execute("insert into customers select i, 'Company ' || i from generate_series(1, 4500) as i");
        sql.execute("create table broken (at integer)");
        try (TestSync sync = TestSync.startFile(org, directory, file(), "source.url", url)) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(4500);
            long calls = org.stats().calls(CallKind.COLLECTIONS) + org.stats().calls(CallKind.BULK);
            sql.update("insert into broken values (?)", lastRow);

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.exitCode()).isEqualTo(1);
            assertThat(report.readToEnd()).isFalse();
            assertThat(report.count(Count.MISSING)).isZero();
            assertThat(report.notes()).isEmpty();
            long read = report.count(Count.READ);
            if (lastRow < 1000) {
                assertThat(read).as("the first rows never came").isZero();
                assertThat(report.message()).contains("Nothing was sent");
            } else {
                assertThat(read).isBetween(1000L, lastRow - 1L);
                assertThat(report.message())
                        .startsWith(String.format(Locale.ROOT, "Reading the source broke off after %,d rows", read));
            }
            assertThat(org.stats().calls(CallKind.COLLECTIONS) + org.stats().calls(CallKind.BULK))
                    .isEqualTo(calls);
        }
    }

    @Test
    void anErrorOfPostgresInTheMiddleSaysWhereWhyAndWhatToDo() {
        String url = TestPostgres.shared().url(TestPostgres.shared().newSchema()) + "&user=postgres";
        JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(url));
        sql.execute("create table customers (id integer, name text, changed integer)");
        sql.execute(
                "insert into customers select i, case i when 2600 then 'Jane Doe' else 'Company ' || i end, i from generate_series(1, 4500) as i");
        assertBroken(
                url,
                "cast(case when id = 2600 then name else '1' end as integer)",
                1999,
                2599,
                """
                its database says: ERROR: invalid input syntax for type integer: … (SQL state 22P02). Nothing was sent; the next \
                run reads from the same place. If it breaks off there again, look at the rows behind that one: correct what the \
                query cannot compute, or the query.""");
    }

    @Test
    void anErrorOfSqliteInTheMiddleSaysWhereWhyAndWhatToDo() {
        String url = "jdbc:sqlite:" + directory.resolve("source.db");
        JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(url));
        sql.execute("create table customers (id integer, name text, changed integer)");
        sql.execute("with recursive n(i) as (select 1 union all select i + 1 from n where i < 4500) "
                + "insert into customers select i, 'Company ' || i, i from n");
        assertBroken(
                url,
                "json_extract(case when id = 2600 then 'Jane Doe' else '1' end, '$')",
                2598,
                2598,
                """
                its database says: [SQLITE_ERROR] SQL error or missing database (malformed JSON) (error code 1). Nothing was \
                sent; the next run reads from the same place. If it breaks""");
    }

    @Test
    void aRouteThatBreaksInTheMiddleSaysWhere() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS)) {
            RunReport report = sync.rows(() -> {
                        Iterator<Map<String, Object>> rows =
                                TestSync.customers(30).iterator();
                        return Stream.generate(() -> {
                                    Map<String, Object> row = rows.next();
                                    if (!rows.hasNext()) {
                                        throw new IllegalStateException("Jane Doe");
                                    }
                                    return row;
                                })
                                .iterator();
                    })
                    .run();

            assertThat(report.count(Count.READ)).isEqualTo(29);
            assertThat(report.message())
                    .isEqualTo(
                            "Reading the source broke off after 29 rows (source route accounts-source; the last row read has "
                                    + "the key 29): IllegalStateException. Nothing was sent; the next run reads from the same place. "
                                    + "If it breaks off there again, see what the route does behind that row.");
        }
    }

    @Test
    void aSourceThatCannotBeClosedSaysSo() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS)) {
            RunReport report = sync.rows(() -> TestSync.customers(30).stream().onClose(() -> {
                        throw new IllegalStateException("Jane Doe");
                    }))
                    .run();

            assertThat(report.message())
                    .isEqualTo(
                            "The source (source route accounts-source) could not be closed after 30 rows, so that it may have "
                                    + "more: IllegalStateException. The next run reads from the same place.");
        }
    }

    private void assertBroken(String url, String column, long least, long most, String why) {
        String mapping =
                TestSync.ACCOUNTS_WITH_CURSOR.replaceAll("(?m)^.*fields\\[Parent.*\n|^.*lookup.*\n|^.*parent].*\n", "");
        String query =
                "select id, name, changed, " + column + " as city from customers where changed >= :#${variable.since}";
        try (TestSync sync =
                TestSync.startFile(org, directory, TestSources.ofQuery(mapping, query), "source.url", url)) {
            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            long read = report.count(Count.READ);
            assertThat(read).isBetween(least, most);
            assertThat(report.message())
                    .startsWith(String.format(
                            Locale.ROOT,
                            "Reading the source broke off after %,d rows (source route accounts-source; the last row read has "
                                    + "the key %d): ",
                            read,
                            read))
                    .contains(why)
                    .doesNotContain("Jane");
        }
    }

    private static String file() {
        return TestSources.ofQuery(
                ACCOUNTS.replaceAll("(?m)^.*BillingCity.*\n|^.*fields\\[Parent.*\n|^.*lookup.*\n|^.*parent].*\n", ""),
                "select id, name, case when id = (select max(at) from broken) then pg_terminate_backend(pg_backend_pid()) end from customers");
    }
}
