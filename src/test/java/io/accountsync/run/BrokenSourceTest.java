package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
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

    private static String file() {
        return TestSources.ofQuery(
                ACCOUNTS.replaceAll("(?m)^.*BillingCity.*\n|^.*fields\\[Parent.*\n|^.*lookup.*\n|^.*parent].*\n", ""),
                "select id, name, case when id = (select max(at) from broken) then pg_terminate_backend(pg_backend_pid()) end from customers");
    }
}
