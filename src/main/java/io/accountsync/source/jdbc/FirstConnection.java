package io.accountsync.source.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.Causes;
import io.accountsync.config.jdbc.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Looks, before a pool makes its first connection, at what no patience mends: a pool tries for 15 seconds, whatever the reason,
 * and a file that is not there would be made.
 */
public final class FirstConnection {
    /** What SQL Server, Oracle and Snowflake have in place of the SQL states that begin with 28. */
    private static final int SQL_SERVER = 18456;

    private static final int ORACLE = 1017;
    private static final int SNOWFLAKE = 390100;

    private FirstConnection() {}

    /**
     * Tries it, for a pool of {@link JdbcPool} that has none yet; of others nothing is known.
     *
     * @return how the server refused the login; empty when it did not, or did not get so far
     * @throws io.accountsync.config.ConfigurationException when the database is a file that is not there
     */
    public static Optional<SQLException> refusal(DataSource dataSource) {
        if (!(dataSource instanceof HikariDataSource pool)
                || !(pool.getDataSource() instanceof SimpleDriverDataSource plain)
                || pool.getHikariPoolMXBean() != null
                        && pool.getHikariPoolMXBean().getTotalConnections() > 0) {
            return Optional.empty();
        }
        JdbcUrl url = new JdbcUrl(String.valueOf(plain.getUrl()));
        DatabaseFile.requirePresent(url, JdbcPool.KEY);
        if (url.hosts().isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = pool.getUsername() == null
                ? plain.getConnection()
                : plain.getConnection(pool.getUsername(), pool.getPassword())) {
            return Optional.empty();
        } catch (SQLException e) {
            return isRefusal(e) ? Optional.of(e) : Optional.empty();
        }
    }

    /** Whether a server refused the user or its password. */
    public static boolean isRefusal(SQLException error) {
        return Causes.any(
                error,
                cause -> cause instanceof SQLException sql
                        && (String.valueOf(sql.getSQLState()).startsWith("28")
                                || sql.getErrorCode() == SQL_SERVER
                                || sql.getErrorCode() == ORACLE
                                || sql.getErrorCode() == SNOWFLAKE));
    }
}
