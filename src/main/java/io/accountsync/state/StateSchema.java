package io.accountsync.state;

import io.accountsync.config.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables of the state, which Flyway makes and changes. They can lie beside those of other people; whatever has another
 * name is left alone.
 */
final class StateSchema {
    /** Any number that nobody else locks: the first bytes of "account-sync". */
    private static final long SCHEMA_LOCK = 0x6163636f756e742dL;

    private final StatePlace place;
    private final DataSource dataSource;

    StateSchema(StatePlace place) {
        this.place = place;
        this.dataSource = place.dataSource();
    }

    /**
     * Applies what is missing.
     *
     * @throws StateException when a newer version of ours has been here, or a table cannot be made
     * @throws ConfigurationException when the database cannot hold every text
     */
    void bringUpToDate() {
        if (place.dialect() == Dialect.POSTGRESQL) {
            requireUnicode();
            aloneWithServer(this::migrate);
        } else {
            aloneWith(place.file(), this::migrate);
        }
    }

    private void migrate() {
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .table("account_sync_schema")
                .placeholders(place.dialect().placeholders())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try {
            refuseNewer(flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw StateErrors.ofSchema(place.name(), e);
        }
    }

    private void refuseNewer(Flyway flyway) {
        String unknown = Arrays.stream(flyway.info().applied())
                .filter(migration -> migration.getState().name().startsWith("FUTURE"))
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new StateException(
                    "The " + place.name() + " was changed by a newer version of account-sync (schema version " + unknown
                            + "). Use that version, or go back to a backup of the state from before it.",
                    null);
        }
    }

    private void requireUnicode() {
        String encoding = new JdbcTemplate(dataSource).queryForObject("show server_encoding", String.class);
        if (!"UTF8".equals(encoding)) {
            throw new ConfigurationException(
                    "The " + place.name() + " has the encoding " + encoding
                            + ", which cannot hold every key. Name a database in state.url that was made with encoding 'UTF8'.");
        }
    }

    /**
     * One process at a time: Flyway's own lock is in a table that it makes before it locks, and two that make it at once end
     * with an error. Ends with the connection, whatever becomes of this process.
     */
    private void aloneWithServer(Runnable work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock = connection.prepareStatement("select pg_advisory_lock(?)")) {
            lock.setLong(1, SCHEMA_LOCK);
            lock.execute();
            work.run();
        } catch (SQLException e) {
            throw new UncategorizedSQLException("locking the schema", null, e);
        }
    }

    /** One process, and one thread of it, at a time: SQLite has no lock that Flyway could use. */
    private static void aloneWith(Path file, Runnable work) {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        synchronized (StateSchema.class) {
            try {
                PrivateFiles.createIfAbsent(lockFile);
                try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    work.run();
                }
            } catch (IOException e) {
                throw new StateException("The state file " + file + " cannot be locked: " + e.getMessage(), e);
            }
        }
    }
}
