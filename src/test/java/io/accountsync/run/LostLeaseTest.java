package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A run stands still while it reads, and another one takes its sync over: its lease is why it ends, whatever it meets. */
class LostLeaseTest {
    private static final String LOST =
            "The lease of sync accounts went to another process while this one was held up; that one carries on.";

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private JdbcTemplate state;
    private String[] keys;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoTookItOverLeavesItsFilesAloneAndItEndsStopped(boolean postgres) {
        prepare(postgres);
        try (TestSync frozen = TestSync.start(org, directory, ACCOUNTS, keys);
                TestSync next = TestSync.start(org, directory, ACCOUNTS, keys)) {
            next.rows(customers(3)).run();
            next.rows(customers(5));
            org.stats().reset();

            RunReport report =
                    frozen.rows(() -> whileReading(4, () -> takenOver(next))).run();

            assertThat(report.message()).isEqualTo(LOST);
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
            assertThat(org.records("Account")).hasSize(5);
            assertThat(next.run().count(Count.UNCHANGED)).isEqualTo(5);
            assertThat(directory.toFile().list((dir, name) -> name.startsWith("changes-")))
                    .isEmpty();
        }
    }

    @Test
    void whateverBreaksThenTheLeaseIsWhatIsToldSinceNobodyHasToMendAnything() {
        prepare(false);
        try (TestSync frozen = TestSync.start(org, directory, ACCOUNTS, keys);
                TestSync next = TestSync.start(org, directory, ACCOUNTS, keys)) {
            next.rows(customers(5));

            RunReport report = frozen.rows(() -> whileReading(4, () -> {
                        takenOver(next);
                        throw new IllegalStateException("the source is gone by now");
                    }))
                    .run();

            assertThat(report.message()).isEqualTo(LOST);
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
        }
    }

    @Test
    void whatBreaksWhileTheLeaseIsOursIsAFailure() {
        prepare(false);
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, keys)) {
            RunReport report = sync.rows(() -> whileReading(4, () -> {
                        throw new IllegalStateException("the source is gone by now");
                    }))
                    .run();

            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message()).contains("broke off after 3 rows");
        }
    }

    private void takenOver(TestSync next) {
        state.update("update sync_lease set expires_at = 1");
        assertThat(next.run().status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    /** Rows of which the last ones come after something has happened. */
    private static Iterator<Map<String, Object>> whileReading(int rows, Runnable event) {
        List<Map<String, Object>> all = customers(rows);
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                if (next == rows - 1) {
                    event.run();
                }
                return next < rows;
            }

            @Override
            public Map<String, Object> next() {
                return all.get(next++);
            }
        };
    }

    private void prepare(boolean postgres) {
        if (postgres) {
            TestPostgres server = TestPostgres.shared();
            String url = server.url(server.newSchema());
            keys = new String[] {"state.url", url, "state.username", "postgres"};
            state = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
        } else {
            keys = new String[0];
            state = new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("state.db")));
        }
    }
}
