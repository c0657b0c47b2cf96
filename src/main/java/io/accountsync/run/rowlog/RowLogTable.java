package io.accountsync.run.rowlog;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.jdbc.JdbcUrl;
import io.accountsync.run.RecordLine;
import io.accountsync.source.WrittenTableName;
import io.accountsync.source.jdbc.TableDialect;
import io.accountsync.source.jdbc.TableDialect.Write;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The table itself, for the records of one sync. Used by one thread. */
final class RowLogTable {
    /** For so long a statement may take, in seconds. */
    private static final int MOST_SECONDS = 30;

    /** For so long a lock of somebody else is waited for, where the database can be told; the gap closes by itself. */
    private static final int MOST_LOCKED_SECONDS = 8;

    private final DataSource database;
    private final WrittenTableName name;
    private final LineValues values;
    private String sql;
    private List<Write> writes;

    RowLogTable(DataSource database, WrittenTableName name, String sync) {
        this.database = database;
        this.name = name;
        this.values = new LineValues(sync);
    }

    /**
     * Makes sure of the table, and makes it where there is none.
     *
     * @return whether it was made
     * @throws ConfigurationException when another table has the name
     * @throws SQLException when it cannot be read, nor made
     */
    boolean open() throws SQLException {
        SQLException unreadable;
        try {
            look();
            return false;
        } catch (SQLException e) {
            if (!isReached() || RowLogRemedy.isLocked(e)) {
                // The wait for a connection, or for who has locked it, is not doubled.
                throw e;
            }
            unreadable = e;
        }
        // Another connection: some pools drop one after an error.
        try (Connection connection = connect()) {
            TableDialect dialect = prepare(connection);
            try (Statement statement = statement(connection)) {
                statement.execute(RowLogColumn.create(sql, dialect));
                connection.commit();
                return true;
            }
        } catch (SQLException e) {
            if (!RowLogRemedy.isThereAlready(e)) {
                unreadable.setNextException(e);
            }
            throw unreadable;
        }
    }

    /**
     * Looks at the table and makes none.
     *
     * @throws ConfigurationException when another table has the name
     * @throws SQLException when it cannot be read, as when there is none
     */
    void look() throws SQLException {
        try (Connection connection = connect()) {
            prepare(connection);
            require(columns(connection));
        }
    }

    /** Whether its database was ever reached. */
    boolean isReached() {
        return sql != null;
    }

    private TableDialect prepare(Connection connection) throws SQLException {
        TableDialect dialect = TableDialect.of(JdbcUrl.of(connection));
        sql = name.sql(connection.getMetaData());
        writes = dialect.writes(sql, RowLogColumn.keys(), RowLogColumn.others());
        values.timesAreTexts(dialect.timeAsText());
        return dialect;
    }

    private Set<String> columns(Connection connection) throws SQLException {
        try (Statement statement = statement(connection);
                ResultSet none = statement.executeQuery("select * from " + sql + " where 1 = 0")) {
            Set<String> names = new TreeSet<>();
            ResultSetMetaData columns = none.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
            }
            connection.commit();
            return names;
        }
    }

    private void require(Set<String> columns) {
        Set<String> missing = new TreeSet<>(RowLogColumn.names());
        missing.removeAll(columns);
        if (!missing.isEmpty()) {
            throw new ConfigurationException(Sentence.closed("sync.row-log.table names the table " + name
                            + ", which is there and has another use: it lacks the columns "
                            + String.join(", ", missing))
                    + " Name a table that does not exist yet, and the next run makes it.");
        }
    }

    /** Writes lines in one transaction. No key is in it twice. */
    void write(Collection<RecordLine> lines) throws SQLException {
        try (Connection connection = connect()) {
            try {
                for (Write write : writes) {
                    execute(connection, write, lines);
                }
                connection.commit();
            } catch (SQLException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    /** Not left to the end of the connection, at which some databases commit. */
    private static void rollback(Connection connection, SQLException error) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            error.addSuppressed(e);
        }
    }

    private void execute(Connection connection, Write write, Collection<RecordLine> lines) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(write.sql())) {
            statement.setQueryTimeout(seconds(connection));
            List<RowLogColumn> columns = RowLogColumn.of(write.columns());
            for (RecordLine line : lines) {
                values.set(statement, columns, line);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The next keys whose outcome is one of these. */
    List<String> keysOf(Set<String> outcomes, String after, int limit) throws SQLException {
        String query = "select record_key from " + sql + " where sync_name = ? and record_key > ? and outcome in ("
                + outcomes.stream().map(outcome -> "?").collect(Collectors.joining(", ")) + ") order by record_key";
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setQueryTimeout(seconds(connection));
            statement.setMaxRows(limit);
            int parameter = 1;
            statement.setString(parameter++, values.sync());
            statement.setString(parameter++, after);
            for (String outcome : outcomes) {
                statement.setString(parameter++, outcome);
            }
            List<String> keys = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                // Not every driver goes by the most rows.
                while (keys.size() < limit && found.next()) {
                    keys.add(found.getString(1));
                }
            }
            connection.commit();
            return keys;
        }
    }

    /** Deletes the line of a record; says whether there was one. */
    boolean delete(String key) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement("delete from " + sql + " where sync_name = ? and record_key = ?")) {
            statement.setQueryTimeout(seconds(connection));
            statement.setString(1, values.sync());
            statement.setString(2, LineValues.key(key));
            boolean deleted = statement.executeUpdate() > 0;
            connection.commit();
            return deleted;
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(false);
            limitLocks(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Of this transaction alone: the connection may be one of others. */
    private static void limitLocks(Connection connection) throws SQLException {
        if (isOf(connection, "jdbc:postgresql:")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = '" + MOST_LOCKED_SECONDS + "s'");
            }
        }
    }

    /** SQLite's driver takes it for the time that a lock is waited for. */
    private static int seconds(Connection connection) throws SQLException {
        return isOf(connection, "jdbc:sqlite:") ? MOST_LOCKED_SECONDS : MOST_SECONDS;
    }

    private static boolean isOf(Connection connection, String beginning) throws SQLException {
        return JdbcUrl.of(connection).text().startsWith(beginning);
    }

    private static Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(seconds(connection));
        return statement;
    }

    /** As a person named it. */
    @Override
    public String toString() {
        return name.toString();
    }
}
