package io.accountsync.state;

import io.accountsync.mapping.Payload;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of a change set: one row for each key, with its payload, its status and its wave. */
final class ChangeTable {
    /**
     * With row ids, so that payloads are appended and only short keys are sorted in. Measured with payloads of 1 kB at 7 µs a
     * row, whatever the order of the keys; without row ids 17 in the order of the keys and 48 in another.
     */
    static final String TABLE =
            "create table change (record_key text primary key, sequence integer not null, cursor integer not null,"
                    + " fingerprint blob not null, payload blob not null, parent_key text not null, salesforce_id text,"
                    + " rejected_code text, rejected_same integer not null, origin integer not null,"
                    + " status integer not null, wave integer not null default 0, found integer not null default 0)";

    /**
     * What pages read. It is made when all rows are there: sorting once is cheaper than keeping the order. With what counts ask for in
     * it they read no payload, which is five times as fast.
     */
    static final String IN_ORDER = "create index change_in_order on change"
            + " (status, wave, parent_key, record_key, origin, found, salesforce_id)";

    private static final String COLUMNS =
            "record_key, sequence, cursor, fingerprint, payload, parent_key, salesforce_id, rejected_code, rejected_same, origin";

    private ChangeTable() {}

    /** Adds changes whose keys are not there; says of each whether it was added (1) or not (0). */
    static int[] insert(JdbcTemplate db, List<Change> changes, ChangeStatus status) {
        return db.batchUpdate(
                "insert into change (" + COLUMNS + ", status) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (record_key) do nothing",
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(PreparedStatement statement, int i) throws SQLException {
                        write(statement, changes.get(i));
                        statement.setInt(11, status.ordinal());
                    }

                    @Override
                    public int getBatchSize() {
                        return changes.size();
                    }
                });
    }

    /** The next records of a status and a wave, by parent and key; {@code after} is null for the first page. */
    static List<Change> page(JdbcTemplate db, ChangeStatus status, int wave, Change after, int limit) {
        return page(db, status, wave, "true", after, limit);
    }

    /** The same of those for which a condition holds. */
    static List<Change> page(
            JdbcTemplate db, ChangeStatus status, int wave, String condition, Change after, int limit) {
        return db.query(
                "select " + COLUMNS + " from change where status = ? and wave = ? and " + condition
                        + " and (parent_key, record_key) > (?, ?)" + " order by parent_key, record_key limit ?",
                (row, n) -> read(row),
                status.ordinal(),
                wave,
                after == null ? "" : textOf(after.parentKey()),
                after == null ? "" : after.key(),
                limit);
    }

    /** The records with these keys, whatever their status. */
    static List<Change> find(JdbcTemplate db, Collection<String> keys) {
        return db.query(
                "select " + COLUMNS + " from json_each(?) as wanted cross join change where record_key = wanted.value",
                (row, n) -> read(row),
                JsonKeys.of(keys));
    }

    /** Runs a statement for each key, its one parameter; says how many rows each changed. */
    static int[] forEach(JdbcTemplate db, String sql, Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        return db.batchUpdate(sql, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int i) throws SQLException {
                statement.setString(1, all.get(i));
            }

            @Override
            public int getBatchSize() {
                return all.size();
            }
        });
    }

    private static void write(PreparedStatement statement, Change change) throws SQLException {
        statement.setString(1, change.key());
        statement.setLong(2, change.sequence());
        statement.setLong(3, change.cursor());
        statement.setBytes(4, change.fingerprint());
        statement.setBytes(5, change.payload().bytes());
        statement.setString(6, textOf(change.parentKey()));
        statement.setString(7, change.salesforceId());
        Change.Rejection rejection = change.rejection();
        statement.setString(8, rejection == null ? null : rejection.code());
        statement.setBoolean(9, change.wasRejected());
        statement.setInt(10, change.origin().ordinal());
    }

    private static Change read(ResultSet row) throws SQLException {
        String parent = row.getString(6);
        return new Change(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getBytes(4),
                Payload.of(row.getBytes(5)),
                parent.isEmpty() ? null : parent,
                row.getString(7),
                row.getString(8) == null ? null : new Change.Rejection(row.getString(8), row.getBoolean(9)),
                Change.Origin.values()[row.getInt(10)]);
    }

    private static String textOf(String parentKey) {
        return parentKey == null ? "" : parentKey;
    }
}
