package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * MariaDB: with a fetch size its driver takes rows from the network as they are read. The server ends a connection that takes
 * none for {@code net_write_timeout}, a minute by default; reading can stand still for longer, such as while rows are retried.
 *
 * @see <a href="https://mariadb.com/docs/connectors/mariadb-connector-j/about-mariadb-connector-j">About MariaDB Connector/J:
 *     defaultFetchSize, sslMode; streaming result sets</a>
 */
final class MariaDbProfile extends MySqlFamily {
    private static final int SECONDS = 3600;

    MariaDbProfile() {
        super("mariadb", "MariaDB", "org.mariadb.jdbc:mariadb-java-client:3.5.11", "verify-full");
    }

    @Override
    Map<String, String> streaming(JdbcUrl url) {
        return Map.of("defaultFetchSize", FETCH_SIZE, "tinyInt1isBit", "false");
    }

    @Override
    public Optional<String> beginning(Optional<ZoneId> chosen) {
        return super.beginning(chosen).map(sql -> sql + ", net_write_timeout = " + SECONDS);
    }

    @Override
    String remedy() {
        return "defaultFetchSize to " + FETCH_SIZE;
    }
}
