package io.accountsync.run;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.RestartableServer;
import io.accountsync.state.TestPostgres;
import io.accountsync.state.TinyDisk;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Real trouble of the database that has the row log: the run succeeds and says it, and the next one adds what is missing. */
@Tag("full")
class RowLogTroubleTest {
    private static final int FEW = 20;
    private static final int MANY = 2000;

    private final LocalOrg org = LocalOrg.start();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void aServerThatIsKilledInMidRun() throws Exception {
        RestartableServer server = new RestartableServer(directory);
        try {
            run(server.url(), FEW);
            Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
            try (TestSync sync = sync(server.url())) {
                CompletableFuture<RunReport> running = CompletableFuture.supplyAsync(
                        () -> sync.rows(customers(MANY)).run());
                await().until(() -> hang.waiting() > 0);
                server.kill();
                hang.remove();
                assertSaid(running.get(), "the connection was refused");
            }
            server.start();
            run(server.url(), MANY);
            assertHealed(server.url());
        } finally {
            server.close();
        }
    }

    @Test
    void aServerThatIsReadOnly() {
        String url = TestPostgres.shared().newDatabase();
        run(url, FEW);
        try (TestSync sync = sync(url + "&options=-c%20default_transaction_read_only=on")) {
            assertSaid(sync.rows(customers(MANY)).run(), "read-only transaction");
        }
        run(url, MANY);
        assertHealed(url);
    }

    @Test
    void aFileThatIsReadOnly() throws Exception {
        try (TinyDisk disk = TinyDisk.mount(directory, 4000)) {
            String url = "jdbc:sqlite:" + disk.path().resolve("rows.db");
            run(url, FEW);
            disk.makeReadOnly();
            try (TestSync sync = sync(url)) {
                assertSaid(sync.rows(customers(MANY)).run(), "SQLITE_");
            }
            disk.makeWritable();
            run(url, MANY);
            assertHealed(url);
        }
    }

    @Test
    void aDiskThatIsFull() throws Exception {
        try (TinyDisk disk = TinyDisk.mount(directory, 4000)) {
            String url = "jdbc:sqlite:" + disk.path().resolve("rows.db");
            run(url, FEW);
            disk.fill();
            try (TestSync sync = sync(url)) {
                assertSaid(sync.rows(customers(MANY)).run(), "SQLITE_");
            }
            disk.makeRoom();
            run(url, MANY);
            assertHealed(url);
        }
    }

    private TestSync sync(String url) {
        return TestSync.startWith(
                org,
                directory.resolve("data"),
                "metricsRegistry",
                registry,
                "source.url",
                url,
                "source.username",
                url.contains("sqlite") ? "" : "postgres",
                "sync.row-log.table",
                "sync_log");
    }

    /** A run of which nothing is to be said. */
    private void run(String url, int rows) {
        try (TestSync sync = sync(url)) {
            RunReport report = sync.rows(customers(rows)).run();
            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.notes()).isEmpty();
        }
    }

    private void assertSaid(RunReport report, String reason) {
        assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.count(Count.CREATED)).isEqualTo(MANY - FEW);
        assertThat(org.records("Account")).hasSize(MANY);
        assertThat(report.notes())
                .singleElement()
                .asString()
                .contains(
                        "row log sync_log could not be written: ", reason, "the next run that can write the table adds")
                .doesNotContain("Company", "insert into");
        assertThat(registry.get("account.sync.row.log.failures").counter().count())
                .isEqualTo(1);
    }

    /** The line of each record, those that were written in time and those that the last run added. */
    private static void assertHealed(String url) {
        JdbcTemplate database =
                new JdbcTemplate(new DriverManagerDataSource(url, url.contains("sqlite") ? "" : "postgres", ""));
        List<String> outcomes =
                database.queryForList("select outcome from sync_log where salesforce_id is not null", String.class);
        assertThat(outcomes).hasSize(MANY).allMatch(outcome -> List.of("created", "confirmed")
                .contains(outcome));
        assertThat(outcomes).contains("confirmed");
    }
}
