package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.util.Map;
import java.util.Optional;

/**
 * Snowflake: its driver downloads a result in chunks, of which it may hold 1.5 GB by default; here few and small ones. As JSON,
 * since its Arrow format needs options of the JVM. It always uses TLS.
 *
 * @see <a href="https://docs.snowflake.com/en/sql-reference/parameters">Parameters: CLIENT_MEMORY_LIMIT, CLIENT_PREFETCH_THREADS,
 *     CLIENT_RESULT_CHUNK_SIZE</a>
 * @see <a href="https://docs.snowflake.com/en/developer-guide/jdbc/jdbc-configure">Java 16 and later: JDBC_QUERY_RESULT_FORMAT</a>
 */
final class SnowflakeProfile extends JdbcProfile {
    SnowflakeProfile() {
        super("snowflake", "Snowflake", "net.snowflake:snowflake-jdbc:4.4.1");
    }

    @Override
    Map<String, String> streaming(JdbcUrl url) {
        return Map.of(
                "CLIENT_MEMORY_LIMIT", "100",
                "CLIENT_PREFETCH_THREADS", "1",
                "CLIENT_RESULT_CHUNK_SIZE", "48",
                "JDBC_QUERY_RESULT_FORMAT", "JSON",
                // A cursor without zone is one of the process's; the session's own is that of the account.
                "TIMEZONE", processZone());
    }

    @Override
    public Optional<String> tlsDoubt(JdbcUrl url) {
        return url.option("ssl").filter("off"::equals).isPresent()
                ? Optional.of("turns TLS off; take ssl out of it")
                : Optional.empty();
    }

    @Override
    public Optional<String> time() {
        return Optional.of("select date_part(epoch_millisecond, current_timestamp())");
    }
}
