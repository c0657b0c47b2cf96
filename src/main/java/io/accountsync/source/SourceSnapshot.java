package io.accountsync.source;

import io.accountsync.config.LostDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * What a query of PostgreSQL sees, as the server that writes its log says it. A standby does not say it: its list of transactions under
 * way is empty.
 *
 * @param database which one it is, in one history of its log: another text once it was restored, or another server took over
 * @param visible what {@link VisibleTransactions} reads
 * @param position of the end of the log, at the snapshot or behind it: what has a later place is not seen
 */
public record SourceSnapshot(String database, String visible, long position) {
    private static final String QUERY =
            """
            select s.system_identifier || '/' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) || '/' || current_database(),
              pg_current_snapshot()::text, (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint
            from pg_control_system() s where not pg_is_in_recovery()
            """;

    /**
     * What a query would see now.
     *
     * @return empty where it is no PostgreSQL that says it, or does not say it to this user
     * @throws SourceException when the database cannot be reached
     */
    public static Optional<SourceSnapshot> now(DataSource dataSource) {
        try (Connection connection = SourceDatabase.connect(dataSource)) {
            return connection.isWrapperFor(BaseConnection.class) ? read(connection) : Optional.empty();
        } catch (SQLException e) {
            if (LostDatabase.reason(e).isPresent()) {
                throw new SourceException(
                        "The source database cannot be reached: "
                                + LostDatabase.reason(e).orElseThrow(),
                        e);
            }
            return Optional.empty();
        }
    }

    /**
     * What the next query of a connection sees: the very same, where nothing was asked in its transaction before.
     *
     * @throws SQLException when the database does not say it, which {@link #now} tells before
     */
    static Optional<SourceSnapshot> ofNextQuery(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(BaseConnection.class)) {
            return Optional.empty();
        }
        boolean isFresh = connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
        if (isFresh && !connection.getAutoCommit()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read");
            }
        }
        return read(connection);
    }

    private static Optional<SourceSnapshot> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            return row.next()
                    ? Optional.of(new SourceSnapshot(row.getString(1), row.getString(2), row.getLong(3)))
                    : Optional.empty();
        }
    }
}
