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
import java.util.ArrayList;
import java.util.List;
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
    private final List<String> definitions;

    /** Null until something is written. */
    private Connection connection;

    private JdbcTemplate jdbc;

    /** It will have these tables. */
    ChangeFile(Path file, String... tables) {
        this.file = file;
        this.definitions = new ArrayList<>(List.of(tables));
    }

    /** Makes the file with tables in it. */
    private void open() {
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
            for (String definition : definitions) {
                statement.execute(definition);
            }
            unlink();
        } catch (SQLException e) {
            close();
            throw StateErrors.ofChangeSet(file, e);
        }
    }

    /** Runs work on the file; what SQLite refuses comes out as a StateException with place and remedy. One at a time. */
    synchronized <T> T with(Function<JdbcTemplate, T> work) {
        if (connection == null) {
            open();
        }
        try {
            return work.apply(jdbc);
        } catch (DataAccessException e) {
            throw StateErrors.ofChangeSet(file, e);
        }
    }

    /**
     * The same for work that reads, or changes what is there. Where nothing has been written yet, as in most runs of a schedule, there is
     * no file, and none is made.
     *
     * @param nothing what the work would say of empty tables
     */
    synchronized <T> T ask(T nothing, Function<JdbcTemplate, T> work) {
        return connection == null ? nothing : with(work);
    }

    /** Gives it a table, or an index, more. */
    synchronized void define(String definition) {
        definitions.add(definition);
        ask(null, db -> {
            db.execute(definition);
            return null;
        });
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
    public synchronized void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
            Files.deleteIfExists(file);
        } catch (IOException | SQLException e) {
            throw StateErrors.ofChangeSet(file, e);
        }
    }
}
