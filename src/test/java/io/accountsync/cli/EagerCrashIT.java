package io.accountsync.cli;

import static io.accountsync.cli.CrashedSync.kill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The real jar with {@code sync.eager} is ended as by {@code kill -9} while it sends and reads at the same time: its query does not come to
 * its end. Some batches are confirmed then, some are on their way, and the rest was not even read.
 */
@Tag("full")
class EagerCrashIT {
    private static final int ROWS = 1700;

    private static final String ENDLESS =
            " union all select a.id, a.name, a.changed from stall cross join customers a cross join customers b"
                    + " cross join customers c cross join customers d where a.id + b.id + c.id + d.id < 0";

    @TempDir
    private Path directory;

    private CrashedSync sync;
    private JdbcTemplate source;

    @AfterEach
    void close() {
        sync.close();
    }

    @ParameterizedTest
    @EnumSource
    void whileRowsAreReadAndSent(CrashState state) throws Exception {
        prepare(state);
        sync.edit(1, ROWS, "A");
        sync.runAndCompare();
        source.execute("insert into stall values (1)");
        sync.edit(1, ROWS, "B");
        sync.org().stats().reset();
        Fault hang = sync.org().faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(5), FaultAction.hang());
        Process run = sync.start();
        await().until(() -> hang.waiting() == 4 && sentBySecondRun(state) == 40);

        kill(run);
        hang.remove();
        await().until(() -> hang.carriedOut() == 4);
        source.execute("delete from stall");

        // Back to what was confirmed before, on to something else, or left as it is.
        sync.edit(1, 40, "A");
        sync.edit(41, 60, "C");
        sync.runAndCompare();
        sync.edit(1, ROWS, "D");
        sync.startAgainAndCompare();
    }

    private void prepare(CrashState state) throws Exception {
        sync = new CrashedSync(directory, state.keys(directory), LocalOrgOptions.defaults());
        sync.keys()
                .putAll(Map.of(
                        "sync.eager", "true",
                        "sync.unique-keys", "true",
                        "sync.max-invalid", "100",
                        "sync.path", "collections"));
        source = new JdbcTemplate(new DriverManagerDataSource(sync.keys().get("source.url")));
        source.execute("create table stall (id integer)");
        Path file = directory.resolve("routes/accounts.camel.yaml");
        Files.writeString(
                file, Files.readString(file).replace(":#${variable.since}\"", ":#${variable.since}" + ENDLESS + "\""));
        assertThat(Files.readString(file)).contains("from stall");
    }

    private int sentBySecondRun(CrashState state) {
        return state.sql(sync.keys())
                .queryForObject("select count(*) from synced_record where run_id = 2", Integer.class);
    }
}
