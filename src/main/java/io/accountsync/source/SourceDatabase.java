package io.accountsync.source;

import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.LostDatabase;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.config.jdbc.JdbcUrl;
import io.accountsync.source.jdbc.FirstConnection;
import io.accountsync.source.jdbc.JdbcPool;
import io.accountsync.source.jdbc.JdbcProfile;
import io.accountsync.source.jdbc.JdbcProfiles;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** The database that rows come from: what {@code source.url} names. */
public final class SourceDatabase {
    private SourceDatabase() {}

    /**
     * A pool for the source database, whose rows come as a stream. Connects on first use.
     *
     * @throws ConfigurationException when {@code source.url} is missing, or no driver is there for it
     */
    public static HikariDataSource open(Settings settings) {
        return new HikariDataSource(new JdbcPool(settings).reading("source"));
    }

    /**
     * A pool for the same database for whoever writes to it: each statement is committed. Connects on first use.
     *
     * @throws ConfigurationException like {@link #open}
     */
    public static HikariDataSource openForWriting(Settings settings) {
        return new HikariDataSource(new JdbcPool(settings).writing("outcomes"));
    }

    /**
     * A pool of one connection to the same database for whoever writes many rows at once. Connects on first use.
     *
     * @param name by which the server shows it
     * @throws ConfigurationException like {@link #open}
     */
    public static HikariDataSource openForBatches(Settings settings, String name) {
        return new HikariDataSource(new JdbcPool(settings).batching(name));
    }

    /**
     * Refuses a database that would hand over its whole result at once.
     *
     * @throws ConfigurationException saying how to set it up
     * @throws SourceException when the database cannot be reached
     */
    public static void requireStreaming(DataSource dataSource) {
        try (Connection connection = connect(dataSource)) {
            Optional<String> remedy = profile(connection).wouldNotStream(connection);
            if (remedy.isPresent()) {
                throw new ConfigurationException("The source DataSource would read whole results into memory. "
                        + remedy.get() + ", or use #source, which is set up so.");
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
        try (Connection connection = connect(dataSource)) {
            return time(connection);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /**
     * A connection to it.
     *
     * @throws ConfigurationException when it is a file that is not there
     * @throws SourceException when it refuses the login, which is known at once, or cannot be reached
     */
    public static Connection connect(DataSource dataSource) {
        Optional<SQLException> refusal = FirstConnection.refusal(dataSource);
        if (refusal.isPresent()) {
            throw refused(refusal.get());
        }
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static Optional<Instant> time(Connection connection) throws SQLException {
        Optional<String> query = profile(connection).time();
        if (query.isEmpty()) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query.get())) {
            Object value = row.next() ? row.getObject(1) : null;
            if (value instanceof Number milliseconds) {
                return Optional.of(Instant.ofEpochMilli(milliseconds.longValue()));
            }
            return value instanceof Timestamp timestamp ? Optional.of(timestamp.toInstant()) : Optional.empty();
        } catch (SQLException e) {
            // Of a database that account-sync does not know, which may want "from dual".
            return Optional.empty();
        }
    }

    private static JdbcProfile profile(Connection connection) throws SQLException {
        return JdbcProfiles.orUnknown(JdbcUrl.of(connection));
    }

    private static SourceException refused(SQLException e) {
        return new SourceException(
                Sentence.closed("The source database refused the login: " + Sentence.said(e))
                        + " Nothing was sent. Are source.username and source.password right?",
                e);
    }

    private static SourceException unreachable(SQLException e) {
        SQLException cause = cause(e);
        if (FirstConnection.isRefusal(cause)) {
            return refused(cause);
        }
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
