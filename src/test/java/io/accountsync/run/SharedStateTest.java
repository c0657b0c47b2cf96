package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two of us on one PostgreSQL state: never two runs at once, and one cursor. */
class SharedStateTest {
    private static final int ROUNDS = 25;

    private final LocalOrg org = LocalOrg.start();
    private final String url = TestPostgres.shared().url(TestPostgres.shared().newSchema());

    @TempDir
    private Path directory;

    private volatile List<Map<String, Object>> rows = List.of();

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void ofTwoThatStartAtOnceOneRunsAndTheOtherIsToldAndNothingIsSentTwice() {
        JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
        try (TestSync one = start("one");
                TestSync other = start("other")) {
            long cursor = 0;
            int ran = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                int changed = round;
                rows = IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> row("id", i, "name", "N" + i + " " + changed, "changed", changed))
                        .toList();
                org.stats().reset();
                CompletableFuture<RunReport> first = CompletableFuture.supplyAsync(one::run);
                RunReport second = other.run();
                List<RunReport> reports = List.of(first.join(), second);

                for (RunReport report : reports) {
                    assertThat(report.status()).as(report.message()).isIn(RunStatus.SUCCEEDED, RunStatus.STOPPED);
                    ran += report.status() == RunStatus.SUCCEEDED ? 1 : 0;
                    if (report.status() == RunStatus.STOPPED) {
                        assertThat(report.message()).contains("is already running");
                    }
                }
                assertThat(org.stats().mostCollectionsInFlight())
                        .as("calls of one run")
                        .isLessThanOrEqualTo(2);
                assertThat(org.stats().recordsUpserted()).as("each change once").isEqualTo(40);
                long now = sql.queryForObject("select cursor_value from sync_cursor", Long.class);
                assertThat(now).isEqualTo(round).isGreaterThan(cursor);
                cursor = now;
            }
            assertThat(ran).isGreaterThanOrEqualTo(ROUNDS);
            assertThat(org.records("Account"))
                    .hasSize(40)
                    .filteredOn(account -> !account.get("Name").toString().endsWith(" " + ROUNDS))
                    .isEmpty();
        }
    }

    private TestSync start(String name) {
        return TestSync.start(
                        org,
                        directory.resolve(name),
                        ACCOUNTS_WITH_CURSOR,
                        "state.url",
                        url,
                        "state.username",
                        "postgres",
                        "sync.overlap-steps",
                        "0",
                        "sync.batch-size",
                        "5",
                        "sync.in-flight",
                        "2")
                .rows(() -> new ArrayList<>(rows));
    }
}
