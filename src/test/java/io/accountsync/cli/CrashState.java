package io.accountsync.cli;

import static org.awaitility.Awaitility.await;

import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The state of a process that is to be killed, as somebody sees it who does not go through our classes. */
enum CrashState {
    SQLITE {
        @Override
        Map<String, String> keys(Path directory) {
            return Map.of("state.directory", directory.resolve("data").toString());
        }

        @Override
        JdbcTemplate sql(Map<String, String> keys) {
            return new JdbcTemplate(
                    new DriverManagerDataSource("jdbc:sqlite:" + Path.of(keys.get("state.directory"), "state.db")));
        }

        @Override
        Runnable stallCursorUpdate(Map<String, String> keys) {
            // Sixty rows to the sixth power keep it busy for longer than anybody waits.
            sql(keys)
                    .execute(
                            "create trigger stall before update on sync_cursor begin select count(*) from synced_record a,"
                                    + " synced_record b, synced_record c, synced_record d, synced_record e, synced_record f; end");
            return () -> sql(keys).execute("drop trigger stall");
        }

        @Override
        void awaitStall(Map<String, String> keys) {
            String url = "jdbc:sqlite:" + Path.of(keys.get("state.directory"), "state.db") + "?busy_timeout=500";
            await().until(() -> {
                try (Connection connection = DriverManager.getConnection(url);
                        Statement statement = connection.createStatement()) {
                    statement.execute("begin immediate");
                    return false;
                } catch (SQLException e) {
                    return e.getMessage().contains("SQLITE_BUSY");
                }
            });
        }
    },
    POSTGRESQL {
        @Override
        Map<String, String> keys(Path directory) {
            TestPostgres server = TestPostgres.shared();
            return Map.of(
                    "state.directory",
                    directory.resolve("data").toString(),
                    "state.url",
                    server.url(server.newSchema()),
                    "state.username",
                    "postgres");
        }

        @Override
        JdbcTemplate sql(Map<String, String> keys) {
            return new JdbcTemplate(new DriverManagerDataSource(keys.get("state.url"), "postgres", ""));
        }

        @Override
        Runnable stallCursorUpdate(Map<String, String> keys) {
            JdbcTemplate sql = sql(keys);
            sql.execute("create function stall() returns trigger language plpgsql as"
                    + " 'begin perform pg_advisory_xact_lock(4711); return new; end'");
            sql.execute("create trigger stall before update on sync_cursor for each row execute function stall()");
            Connection lock = lock(keys.get("state.url"));
            return () -> {
                try {
                    lock.close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                sql.execute("drop trigger stall on sync_cursor");
            };
        }

        @Override
        void awaitStall(Map<String, String> keys) {
            JdbcTemplate sql = sql(keys);
            await().until(() -> sql.queryForObject(
                            "select count(*) from pg_locks where locktype = 'advisory' and not granted", Long.class)
                    > 0);
        }
    };

    /** The configuration of an empty state. */
    abstract Map<String, String> keys(Path directory);

    abstract JdbcTemplate sql(Map<String, String> keys);

    /** Makes the next update of a cursor take for ever, within its transaction; what it answers ends that. */
    abstract Runnable stallCursorUpdate(Map<String, String> keys);

    /** Waits until a process is in such an update. */
    abstract void awaitStall(Map<String, String> keys);

    private static Connection lock(String url) {
        try {
            Connection connection = DriverManager.getConnection(url, "postgres", "");
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_lock(4711)");
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
