package io.accountsync.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A state in a file, of which copies are made. */
final class SqliteModelState implements ModelState {
    private final Path file;
    private final Path copy;

    SqliteModelState(Path directory) {
        this.file = directory.resolve("state.db");
        this.copy = directory.resolve("kept.db");
    }

    @Override
    public List<String> settings() {
        return List.of();
    }

    @Override
    public JdbcTemplate sql() {
        return sql(file);
    }

    @Override
    public void keep() {
        sql().execute("vacuum into '" + copy + "'");
    }

    @Override
    public void putBack() {
        try {
            for (String ending : List.of("-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
            }
            Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sql().execute("delete from sync_lease");
    }

    @Override
    public boolean endTransactions() {
        return false;
    }

    private static JdbcTemplate sql(Path file) {
        return new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + file));
    }
}
