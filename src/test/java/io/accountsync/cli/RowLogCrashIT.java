package io.accountsync.cli;

import static io.accountsync.cli.CrashedSync.kill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real jar is ended as by {@code kill -9} when the state has its results and the row log does not: the next run adds the lines,
 * though it sends nothing. A lock on the table keeps the process from being faster than the kill.
 */
@Tag("full")
class RowLogCrashIT {
    @TempDir
    private Path directory;

    private CrashedSync sync;
    private Connection source;

    /** The database of the rows and of the row log. */
    enum Source {
        SQLITE("begin immediate", "rollback"),
        POSTGRESQL("begin; lock table sync_log in access exclusive mode", "rollback");

        private final String lock;
        private final String release;

        Source(String lock, String release) {
            this.lock = lock;
            this.release = release;
        }
    }

    @AfterEach
    void close() throws Exception {
        source.close();
        sync.close();
    }

    @ParameterizedTest
    @EnumSource
    void betweenTheStateAndTheLines(Source kind) throws Exception {
        begin(kind);
        sync.edit(1, 60, "B");
        execute(kind.lock);
        sync.haltBefore("Checks that every row has its outcome");
        execute(kind.release);
        assertThat(lines()).as("as the first run left them").isEqualTo(lines(1, 25, "created 1"));

        assertHealed("confirmed 2");
    }

    @ParameterizedTest
    @EnumSource
    void whileTheRunWaitsForTheTable(Source kind) throws Exception {
        begin(kind);
        sync.edit(1, 60, "B");
        execute(kind.lock);
        Process run = sync.start();
        await().until(() -> results() == 60);
        kill(run);
        execute(kind.release);
        assertThat(lines()).isEqualTo(lines(1, 25, "created 1"));

        assertHealed("confirmed 2");
    }

    @ParameterizedTest
    @EnumSource
    void withTheLinesOfSomeBatchesWritten(Source kind) throws Exception {
        begin(kind);
        sync.edit(1, 60, "B");
        // The first call is answered, and the lines of its records are written.
        Fault hang = sync.org().faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(2), FaultAction.hang());
        Process run = sync.start();
        await().until(() -> lines().stream().anyMatch(line -> line.endsWith(" 2")));
        kill(run);
        hang.remove();

        sync.runAndCompare();
        assertThat(lines()).hasSize(60).noneMatch(line -> line.endsWith(" 1"));
        assertThat(lines().stream().map(line -> line.split(" ")[0]).distinct()).hasSize(60);
    }

    private void begin(Source kind) throws Exception {
        CrashState state = CrashState.SQLITE;
        sync = kind == Source.SQLITE
                ? new CrashedSync(directory, state.keys(directory), LocalOrgOptions.defaults())
                : new CrashedSync(
                        directory,
                        state.keys(directory),
                        LocalOrgOptions.defaults(),
                        TestPostgres.shared().newDatabase());
        sync.keys().put("sync.row-log.table", "sync_log");
        sync.edit(1, 25, "A");
        sync.runAndCompare();
        source = DriverManager.getConnection(sync.keys().get("source.url"));
        assertThat(lines()).isEqualTo(lines(1, 25, "created 1"));
    }

    /** The next run finds nothing to send, and adds the lines from the state. */
    private void assertHealed(String outcome) throws Exception {
        sync.org().stats().reset();
        sync.runAndCompare();
        assertThat(sync.org().stats().calls(CallKind.COLLECTIONS)).isZero();
        assertThat(lines()).isEqualTo(lines(1, 60, outcome));
    }

    private int results() {
        return CrashState.SQLITE
                .sql(sync.keys())
                .queryForObject("select count(*) from synced_record where run_id = 2", Integer.class);
    }

    private static List<String> lines(int from, int to, String outcome) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(key -> key + " " + outcome)
                .sorted()
                .toList();
    }

    private List<String> lines() throws Exception {
        List<String> lines = new ArrayList<>();
        try (Statement statement = source.createStatement();
                var rows = statement.executeQuery("select record_key, outcome, run_id from sync_log")) {
            while (rows.next()) {
                lines.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getLong(3));
            }
        }
        return lines.stream().sorted().toList();
    }

    private void execute(String sql) throws Exception {
        try (Statement statement = source.createStatement()) {
            statement.execute(sql);
        }
    }
}
