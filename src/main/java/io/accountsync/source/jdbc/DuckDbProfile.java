package io.accountsync.source.jdbc;

import java.time.ZoneId;
import java.time.ZoneOffset;
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

    /** For whoever writes, too: connections to one file from one process must all be alike. */
    @Override
    Map<String, String> identifying(String user) {
        return Map.of("jdbc_stream_results", "true");
    }

    /**
     * A parameter is a time of the process's zone; a column with a time zone is compared with it by the zone of the session, which
     * is the machine's otherwise.
     */
    @Override
    public Optional<String> beginning(Optional<ZoneId> chosen) {
        ZoneId zone = ZoneId.systemDefault().normalized();
        return zone instanceof ZoneOffset offset && offset.getTotalSeconds() != 0
                ? Optional.empty()
                : Optional.of("set TimeZone = '" + processZone() + "'");
    }

    @Override
    public Optional<String> time() {
        return Optional.empty();
    }
}
