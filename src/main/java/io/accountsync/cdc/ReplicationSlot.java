package io.accountsync.cdc;

import io.accountsync.config.ConfigurationException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What PostgreSQL keeps for whoever reads its changes: a publication with the tables, and a slot with the place up to which changes
 * were taken. The place is kept there and nowhere else, so that any process may go on, one at a time.
 */
final class ReplicationSlot {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,63}");
    private static final Pattern TABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*\\.[\\p{L}_][\\p{L}\\p{N}_$]*");

    private final ChangeSource source;

    /**
     * How far behind a slot is.
     *
     * @param isRead whether a process reads from it now
     */
    record Lag(long bytes, boolean isLost, boolean isRead) {}

    ReplicationSlot(ChangeSource source) {
        this.source = source;
        if (!NAME.matcher(source.slot()).matches()) {
            throw new ConfigurationException("postgres-changes:" + source.slot()
                    + " is not the name of a slot, which has small letters, digits and _ only");
        }
        for (String table : source.tables()) {
            if (!TABLE.matcher(table).matches()) {
                throw new ConfigurationException("postgres-changes:" + source.slot() + " has the table " + table
                        + ", which is not written with its schema, such as public.customers");
            }
        }
    }

    /**
     * Whether changes were lost: there is a publication and no slot, as after somebody dropped it, or PostgreSQL has dropped what it kept
     * for it. That is known until {@link #prepare} has made it.
     *
     * @throws ConfigurationException when its changes cannot be read at all
     */
    boolean hasLost() throws SQLException {
        try (Session session = open()) {
            JdbcTemplate database = session.database();
            requireLogicalLog(database);
            Publication publication = new Publication(source, database);
            publication.requireNoMistakes();
            Optional<Lag> lag = lag(database);
            return lag.isEmpty() ? publication.exists() : lag.get().isLost();
        }
    }

    /**
     * Makes publication and slot, where they are not there or are of no use. PostgreSQL looks the publication up as it was when a change
     * was made: a slot that is older than its publication can never be read from again.
     *
     * @param isOlder whether the slot is known to be older
     * @return how the publication is now
     * @throws SQLException also when another process has the slot and the publication would have to be changed under its stream
     * @throws ConfigurationException when there is something to be done before: nothing is made or dropped then
     */
    PublicationState prepare(boolean isOlder) throws SQLException {
        try (Session session = open()) {
            JdbcTemplate database = session.database();
            Publication publication = new Publication(source, database);
            requireFree(publication, database);
            List<String> unmet = new SlotDemands(source, database).unmetOfPublication();
            if (!unmet.isEmpty()) {
                throw new ConfigurationException(String.join(". ", unmet));
            }
            Optional<Lag> lag = lag(database);
            boolean isUseless = lag.isPresent() && (lag.get().isLost() || isOlder || !publication.exists());
            if (isUseless) {
                database.queryForList("select pg_drop_replication_slot(?)", source.slot());
            }
            publication.make();
            if (lag.isEmpty() || isUseless) {
                database.queryForList(
                        "select slot_name from pg_create_logical_replication_slot(?, 'pgoutput')", source.slot());
            }
            return PublicationState.of(source, database);
        }
    }

    /**
     * Whether the publication is that of this route, and nobody else's to change.
     *
     * @throws SQLException when another process has the slot and the publication would have to be changed under its stream
     * @throws ConfigurationException when it may be another route's
     */
    void requireOurs() throws SQLException {
        try (Session session = open()) {
            JdbcTemplate database = session.database();
            Optional<String> ofAnother = new OtherTables(source, database).mistake();
            if (ofAnother.isPresent()) {
                throw new ConfigurationException(ofAnother.get());
            }
            requireFree(new Publication(source, database), database);
        }
    }

    private void requireFree(Publication publication, JdbcTemplate database) throws SQLException {
        if (publication.isToBeChanged() && isTaken(database)) {
            throw new PSQLException("another process has the slot " + source.slot(), PSQLState.OBJECT_IN_USE);
        }
    }

    /** How the publication is. */
    PublicationState publication() throws SQLException {
        try (Session session = open()) {
            return PublicationState.of(source, session.database());
        }
    }

    /** What does not come though it may be wanted, each with its remedy. */
    List<String> doubts() throws SQLException {
        try (Session session = open()) {
            return new PublicationContents(source, session.database()).doubts();
        }
    }

    /** The columns that changes of each table do not have. */
    Map<String, Set<String>> unpublishedColumns() throws SQLException {
        try (Session session = open()) {
            return new PublicationContents(source, session.database()).unpublishedColumns();
        }
    }

    /** How far behind it is; empty where there is none. */
    Optional<Lag> lag() throws SQLException {
        try (Session session = open()) {
            return lag(session.database());
        }
    }

    /** What the database does not let its user do, see {@link SlotDemands}. */
    List<String> unmetDemands() throws SQLException {
        try (Session session = open()) {
            return new SlotDemands(source, session.database()).unmet();
        }
    }

    /** What is written of a deleted row of each table. */
    List<ReplicaIdentity> identities() throws SQLException {
        try (Session session = open()) {
            JdbcTemplate database = session.database();
            return source.tables().stream()
                    .map(table -> ReplicaIdentity.of(table, database))
                    .toList();
        }
    }

    /** Whether PostgreSQL drops what it keeps for a slot before its disk is full. */
    boolean isBounded() throws SQLException {
        try (Session session = open()) {
            return !"-1".equals(session.database().queryForObject("show max_slot_wal_keep_size", String.class));
        }
    }

    private void requireLogicalLog(JdbcTemplate database) {
        String level = database.queryForObject("show wal_level", String.class);
        if (!"logical".equals(level)) {
            throw new ConfigurationException(SlotDemands.logicalLog(level));
        }
    }

    private boolean isTaken(JdbcTemplate database) {
        return !database.queryForList(
                        "select 1 from pg_replication_slots where slot_name = ? and active", source.slot())
                .isEmpty();
    }

    private Optional<Lag> lag(JdbcTemplate database) {
        return database
                .query(
                        "select pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), wal_status, active"
                                + " from pg_replication_slots where slot_name = ?",
                        (row, number) -> new Lag(row.getLong(1), "lost".equals(row.getString(2)), row.getBoolean(3)),
                        source.slot())
                .stream()
                .findFirst();
    }

    private Session open() throws SQLException {
        Properties login = new Properties();
        login.put("user", source.user());
        login.put("password", source.password());
        login.put("ApplicationName", "account-sync changes");
        login.put("connectTimeout", "15");
        login.put("socketTimeout", "60");
        Connection connection = DriverManager.getConnection(source.url(), login);
        return new Session(new SingleConnectionDataSource(connection, true));
    }

    private record Session(SingleConnectionDataSource connection) implements AutoCloseable {
        JdbcTemplate database() {
            return new JdbcTemplate(connection);
        }

        @Override
        public void close() {
            connection.destroy();
        }
    }
}
