package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
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
    Map<String, String> batching() {
        return Map.of("rewriteBatchedStatements", "true");
    }

    /**
     * With a cursor of the server the driver sends a Timestamp in the type timestamp, which ends in 2038 and begins in 1970: an
     * earlier one is less than no value of such a column. A LocalDateTime goes as datetime, with the same date and time, unless
     * the URL makes the driver put times into another zone.
     */
    @Override
    public Object parameter(JdbcUrl url, Object value) {
        return value instanceof Timestamp timestamp && !url.has("connectionTimeZone") && !url.has("serverTimezone")
                ? timestamp.toLocalDateTime()
                : value;
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
