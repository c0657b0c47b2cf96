package io.accountsync.state;

import io.accountsync.mapping.Payload;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of a change set: one row for each key, with its status, its wave, and where its payload is. */
final class ChangeTable implements AutoCloseable {
    /**
     * With row ids, so that rows are appended and only short keys are sorted in. Payloads are elsewhere, see {@link PayloadFile}:
     * what counts, sorts, finds and deletes rows does not read and write them again and again.
     */
    static final String TABLE =
            "create table change (record_key text primary key, sequence integer not null, cursor integer not null,"
                    + " fingerprint blob not null, payload_at integer not null, payload_size integer not null,"
                    + " clears integer not null, parent_key text not null, salesforce_id text,"
                    + " rejected_code text, rejected_same integer not null, origin integer not null,"
                    + " status integer not null, wave integer not null default 0, found integer not null default 0)";

    /**
     * What pages read. It is made when all rows are there: sorting once is cheaper than keeping the order. With what counts ask for in
     * it they read no payload, which is five times as fast.
     */
    static final String IN_ORDER = "create index change_in_order on change"
            + " (status, wave, parent_key, record_key, origin, found, salesforce_id)";

    private static final String BESIDES_KEY =
            "sequence, cursor, fingerprint, payload_at, payload_size, parent_key, salesforce_id, rejected_code,"
                    + " rejected_same, origin";

    /** The same to be read, behind what tells the key: where there is no parent no text is made. */
    private static final String VALUES = BESIDES_KEY.replace("parent_key", "nullif(parent_key, '')");

    private static final Change.Origin[] ORIGINS = Change.Origin.values();

    private final PayloadFile payloads;

    ChangeTable(PayloadFile payloads) {
        this.payloads = payloads;
    }

    /** A change, and where its payload is. */
    private record Placed(Change change, long at) {}

    /** Adds changes whose keys are not there; says which were not added, since theirs are. */
    List<Change> insert(JdbcTemplate db, List<Change> changes, ChangeStatus status) {
        List<Placed> rows = changes.stream()
                .map(change -> new Placed(change, payloads.add(change.payload())))
                .toList();
        int[] added = RowsTogether.write(
                db,
                "insert into change (record_key, " + BESIDES_KEY + ", clears, status) ",
                "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " + status.ordinal() + ")",
                " on conflict (record_key) do nothing",
                rows,
                ChangeTable::write);
        List<Change> others = new ArrayList<>();
        for (int i = 0; i < added.length; i++) {
            int from = i * RowsTogether.ROWS;
            List<Placed> together = rows.subList(from, Math.min(rows.size(), from + RowsTogether.ROWS));
            if (added[i] < together.size()) {
                together.stream()
                        .filter(row -> !isThere(db, row))
                        .map(Placed::change)
                        .forEach(others::add);
            }
        }
        return others;
    }

    private static boolean isThere(JdbcTemplate db, Placed row) {
        return db.queryForObject(
                "select exists (select 1 from change where record_key = ? and payload_at = ?)",
                Boolean.class,
                row.change().key(),
                row.at());
    }

    /** The next records of a status and a wave, by parent and key; {@code after} is null for the first page. */
    List<Change> page(JdbcTemplate db, ChangeStatus status, int wave, Change after, int limit) {
        return page(db, status, wave, "true", after, limit);
    }

    /** The same of those for which a condition holds. */
    List<Change> page(JdbcTemplate db, ChangeStatus status, int wave, String condition, Change after, int limit) {
        return db.query(
                "select record_key, " + VALUES + " from change where status = ? and wave = ? and " + condition
                        + " and (parent_key, record_key) > (?, ?)" + " order by parent_key, record_key limit ?",
                (row, n) -> read(row.getString(1), row, payload(row, 5)),
                status.ordinal(),
                wave,
                after == null ? "" : textOf(after.parentKey()),
                after == null ? "" : after.key(),
                limit);
    }

    /**
     * The records with these keys, whatever their status; the number of a key is read faster than its text. Their payloads are
     * read when they are asked for: whoever judges results seldom needs any.
     */
    List<Change> find(JdbcTemplate db, Collection<String> keys) {
        List<String> wanted = List.copyOf(keys);
        return db.query(
                "select wanted.key, " + VALUES
                        + " from json_each(?) as wanted cross join change where record_key = wanted.value",
                (row, n) -> {
                    long at = row.getLong(5);
                    int size = row.getInt(6);
                    return read(wanted.get(row.getInt(1)), row, Payload.later(() -> payloads.read(at, size)));
                },
                JsonKeys.of(wanted));
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

    private static void write(PreparedStatement statement, int before, Placed row) throws SQLException {
        Change change = row.change();
        Change.Rejection rejection = change.rejection();
        statement.setString(before + 1, change.key());
        statement.setLong(before + 2, change.sequence());
        statement.setLong(before + 3, change.cursor());
        statement.setBytes(before + 4, change.fingerprint());
        statement.setLong(before + 5, row.at());
        statement.setInt(before + 6, change.payload().bytes().length);
        statement.setString(before + 7, textOf(change.parentKey()));
        statement.setString(before + 8, change.salesforceId());
        statement.setString(before + 9, rejection == null ? null : rejection.code());
        statement.setBoolean(before + 10, change.wasRejected());
        statement.setInt(before + 11, change.origin().ordinal());
        statement.setBoolean(before + 12, change.payload().clears());
    }

    private static Change read(String key, ResultSet row, Payload payload) throws SQLException {
        String rejection = row.getString(9);
        return new Change(
                key,
                row.getLong(2),
                row.getLong(3),
                row.getBytes(4),
                payload,
                row.getString(7),
                row.getString(8),
                rejection == null ? null : new Change.Rejection(rejection, row.getBoolean(10)),
                ORIGINS[row.getInt(11)]);
    }

    /** The payload of a row that has its place and its size in two columns, one after the other. */
    Payload payload(ResultSet row, int column) throws SQLException {
        return Payload.of(payloads.read(row.getLong(column), row.getInt(column + 1)));
    }

    /** Deletes the payloads. */
    @Override
    public void close() {
        payloads.close();
    }

    private static String textOf(String parentKey) {
        return parentKey == null ? "" : parentKey;
    }
}
