package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.util.Map;
import java.util.Optional;

/**
 * DuckDB: a file, read in this process. It makes a whole result before the first row unless it is told to stream.
 *
 * @see <a href="https://duckdb.org/docs/stable/clients/java">Java client: streaming results</a>
 */
final class DuckDbProfile extends JdbcProfile {
    DuckDbProfile() {
        super("duckdb", "DuckDB", "org.duckdb:duckdb_jdbc:1.5.6.0");
    }

    @Override
    Map<String, String> streaming(JdbcUrl url) {
        return Map.of("jdbc_stream_results", "true");
    }

    @Override
    public Optional<String> time() {
        return Optional.empty();
    }
}
