package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * MySQL: its driver reads a whole result into memory unless it is told to use a cursor of the server, or to send row by row.
 * With a cursor the server keeps the result, and the connection does not depend on how fast rows are read.
 *
 * @see <a href="https://dev.mysql.com/doc/connector-j/en/connector-j-reference-implementation-notes.html">JDBC API
 *     implementation notes, ResultSet</a>
 * @see <a href="https://dev.mysql.com/doc/connector-j/en/connector-j-connp-props-security.html">sslMode</a>
 */
final class MySqlProfile extends MySqlFamily {
    MySqlProfile() {
        super("mysql", "MySQL", "com.mysql:mysql-connector-j:9.7.0", "VERIFY_IDENTITY");
    }

    @Override
    Map<String, String> streaming(JdbcUrl url) {
        return Map.of("useCursorFetch", "true", "defaultFetchSize", FETCH_SIZE, "tinyInt1isBit", "false");
    }

    @Override
    public Optional<String> wouldNotStream(Connection connection) throws SQLException {
        return JdbcUrl.of(connection)
                        .option("useCursorFetch")
                        .filter("false"::equals)
                        .isPresent()
                ? Optional.of("For MySQL take useCursorFetch=false out of its URL")
                : super.wouldNotStream(connection);
    }

    @Override
    String remedy() {
        return "useCursorFetch to true and defaultFetchSize to " + FETCH_SIZE;
    }
}
