package io.accountsync.source.jdbc;

import java.util.Map;
import java.util.Optional;

/**
 * SQLite: a file, read in this process, row by row. Its timestamps are texts as a rule: bound as a number, a cursor would be
 * above or below all of them.
 *
 * @see <a href="https://www.sqlite.org/c3ref/step.html">sqlite3_step</a>
 */
final class SqliteProfile extends JdbcProfile {
    SqliteProfile() {
        super("sqlite", "SQLite", null);
    }

    @Override
    public boolean isInTheJar() {
        return true;
    }

    @Override
    Map<String, String> identifying(String user) {
        return Map.of("date_class", "TEXT");
    }

    @Override
    public Optional<String> time() {
        return Optional.empty();
    }
}
