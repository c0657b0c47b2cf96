package io.accountsync.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The SQLite file behind a change set: one connection, no journal, since nothing here needs to survive a crash. */
final class ChangeFile implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final JdbcTemplate jdbc;

    ChangeFile(Path file) {
        this.file = file;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file
                    + "?journal_mode=OFF&synchronous=OFF&locking_mode=EXCLUSIVE&cache_size=-16000");
            connection.setAutoCommit(false);
            jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs work on the file; what SQLite refuses comes out as a StateException with place and remedy. */
    <T> T with(Function<JdbcTemplate, T> work) {
        try {
            return work.apply(jdbc);
        } catch (DataAccessException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            Files.deleteIfExists(file);
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private StateException failed(Exception e) {
        return new StateException(
                "The change set " + file + " cannot be written or read. Is there room on the disk? The next run starts "
                        + "afresh; nothing is lost.",
                e);
    }
}
