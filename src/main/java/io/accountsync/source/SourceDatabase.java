package io.accountsync.source;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.LostDatabase;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** The database that rows come from: what {@code source.url} names. */
public final class SourceDatabase {
    private static final String FETCH_SIZE = "1000";

    private SourceDatabase() {}

    /**
     * A pool for the source database, set up so that PostgreSQL streams its results: without autoCommit off and a fetch
     * size its driver reads a whole result into memory. Connects on first use.
     *
     * @throws ConfigurationException when {@code source.url} is missing, or no driver is there for it
     */
    public static HikariDataSource open(Settings settings) {
        HikariConfig config = config(settings, "source");
        if (config.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            config.setAutoCommit(false);
            config.addDataSourceProperty("defaultRowFetchSize", FETCH_SIZE);
            sessionZone(settings).ifPresent(sql -> {
                config.setConnectionInitSql(sql);
                // Commits it; the first rollback would take it back otherwise.
                config.setIsolateInternalQueries(true);
            });
        }
        return new HikariDataSource(config);
    }

    /** The driver gives the session the zone of the process, in which a query's casts would see another day. */
    private static Optional<String> sessionZone(Settings settings) {
        Optional<String> name = settings.text("sync.time-zone");
        if (name.isEmpty() || !ZoneId.getAvailableZoneIds().contains(name.get())) {
            return Optional.empty();
        }
        ZoneId zone = ZoneId.of(name.get()).normalized();
        boolean isTheProcesses = zone.equals(ZoneId.systemDefault().normalized());
        return isTheProcesses
                ? Optional.empty()
                : Optional.of("set time zone '" + (zone.equals(ZoneOffset.UTC) ? "UTC" : name.get()) + "'");
    }

    /**
     * A pool for the same database for whoever writes to it: each statement is committed. Connects on first use.
     *
     * @throws ConfigurationException like {@link #open}
     */
    public static HikariDataSource openForWriting(Settings settings) {
        return new HikariDataSource(config(settings, "outcomes"));
    }

    private static HikariConfig config(Settings settings, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.required("source.url"));
        settings.text("source.username").ifPresent(config::setUsername);
        settings.text("source.password").ifPresent(config::setPassword);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(15_000);
        config.setInitializationFailTimeout(-1);
        if (config.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            config.addDataSourceProperty("ApplicationName", "account-sync " + name);
        }
        if (config.getJdbcUrl().startsWith("jdbc:sqlite:")) {
            // Its timestamps are texts; bound as a number, a cursor would be above or below all of them.
            config.addDataSourceProperty("date_class", "TEXT");
        }
        requireDriver(config.getJdbcUrl());
        return config;
    }

    /**
     * Refuses a database that would hand over its whole result at once.
     *
     * @throws ConfigurationException saying how to set it up
     * @throws SourceException when the database cannot be reached
     */
    public static void requireStreaming(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.isWrapperFor(PGConnection.class)) {
                return;
            }
            int fetchSize = connection.unwrap(PGConnection.class).getDefaultFetchSize();
            if (connection.getAutoCommit() || fetchSize <= 0) {
                throw new ConfigurationException("The source DataSource would read whole results into memory. For "
                        + "PostgreSQL set autoCommit to false and defaultRowFetchSize to " + FETCH_SIZE
                        + " on it, or use #source, which is set up so.");
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /**
     * The database's own clock.
     *
     * @return empty where it does not give its time as a timestamp, or not in this way
     * @throws SourceException when it cannot be reached
     */
    public static Optional<Instant> time(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return time(connection);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static Optional<Instant> time(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_timestamp")) {
            return row.next() && row.getObject(1) instanceof Timestamp timestamp
                    ? Optional.of(timestamp.toInstant())
                    : Optional.empty();
        } catch (SQLException e) {
            // Oracle, for one, wants "from dual".
            return Optional.empty();
        }
    }

    /** Hikari's own message shows the URL, which may hold a password. */
    private static void requireDriver(String url) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new ConfigurationException(
                    "source.url names a database that no JDBC driver here knows. It begins with "
                            + "jdbc:postgresql: or jdbc:sqlite:; for another database put its driver on the class path.",
                    e);
        }
    }

    private static SourceException unreachable(SQLException e) {
        SQLException cause = cause(e);
        return new SourceException(
                Sentence.closed("The source database cannot be reached: "
                                + LostDatabase.reason(cause).orElseGet(() -> Sentence.said(cause)))
                        + " Is it running, and are source.url, source.username and source.password right?",
                e);
    }

    /** The driver's own: what is around it is about the pool. */
    private static SQLException cause(SQLException e) {
        return e.getCause() instanceof SQLException inner ? cause(inner) : e;
    }
}
