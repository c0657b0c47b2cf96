package io.accountsync.state;

import io.accountsync.config.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The SQLite file behind a change set: one connection, no journal, since nothing here needs to survive a crash. Its name is
 * taken away as soon as it is open: nobody else can sweep or replace it, and nothing is left however the process ends.
 */
final class ChangeFile implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final JdbcTemplate jdbc;

    /** Makes the file with tables in it. */
    ChangeFile(Path file, String... tables) {
        this.file = file;
        try {
            OwnerOnlyFiles.create(file);
            connection = DriverManager.getConnection("jdbc:sqlite:" + file
                    + "?journal_mode=OFF&synchronous=OFF&locking_mode=EXCLUSIVE&cache_size=-16000&open_mode="
                    + SqliteFiles.OPEN_MODE);
        } catch (IOException | SQLException e) {
            throw StateErrors.ofChangeSet(file, e);
        }
        jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String table : tables) {
                statement.execute(table);
            }
            unlink();
        } catch (SQLException e) {
            close();
            throw StateErrors.ofChangeSet(file, e);
        }
    }

    /** Runs work on the file; what SQLite refuses comes out as a StateException with place and remedy. One at a time. */
    synchronized <T> T with(Function<JdbcTemplate, T> work) {
        try {
            return work.apply(jdbc);
        } catch (DataAccessException e) {
            throw StateErrors.ofChangeSet(file, e);
        }
    }

    /** A system that keeps the names of open files leaves this to {@link #close}. */
    private void unlink() {
        try {
            Files.deleteIfExists(file);
        } catch (FileSystemException e) {
            // Windows: the file is deleted when it is closed.
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(file, e);
        }
    }

    /** Closes and deletes the file. */
    @Override
    public void close() {
        try {
            connection.close();
            Files.deleteIfExists(file);
        } catch (IOException | SQLException e) {
            throw StateErrors.ofChangeSet(file, e);
        }
    }
}
