package io.accountsync.state;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of a run that could not be mapped, in a table next to its changes: of several with one key the newest. */
final class InvalidRows {
    static final String TABLE = "create table invalid (record_key text primary key, sequence integer not null,"
            + " cursor integer not null, code text not null, message text not null, field text, place text not null,"
            + " external_id text)";

    private static final String COLUMNS = "record_key, sequence, cursor, code, message, field, place, external_id";

    private InvalidRows() {}

    static void add(JdbcTemplate db, List<InvalidRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        db.batchUpdate(
                "insert into invalid (" + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (record_key) do update set"
                        + " sequence = excluded.sequence, cursor = excluded.cursor, code = excluded.code,"
                        + " message = excluded.message, field = excluded.field, place = excluded.place,"
                        + " external_id = excluded.external_id"
                        + " where (excluded.cursor, excluded.sequence) > (cursor, sequence)",
                rows,
                rows.size(),
                (statement, row) -> {
                    statement.setString(1, row.key());
                    statement.setLong(2, row.sequence());
                    statement.setLong(3, row.cursor());
                    statement.setString(4, row.code());
                    statement.setString(5, row.message());
                    statement.setString(6, row.field());
                    statement.setString(7, row.place());
                    statement.setString(8, row.externalId());
                });
    }

    static List<InvalidRow> page(JdbcTemplate db, String after, int limit) {
        return db.query(
                "select " + COLUMNS + " from invalid where record_key > ? order by record_key limit ?",
                (row, n) -> new InvalidRow(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                after,
                limit);
    }

    /**
     * Leaves the newer one of a row that is invalid and a change with the same key.
     *
     * @return how many changes that this run read fell out
     */
    static long deduplicate(JdbcTemplate db, ChangeTable table, DuplicateRows duplicates) {
        db.update("delete from invalid where exists (select 1 from change where change.record_key = invalid.record_key"
                + " and origin = 0 and (change.cursor, change.sequence) > (invalid.cursor, invalid.sequence))");
        long[] older = new long[1];
        db.query(
                "select record_key, change.sequence, invalid.sequence, payload_at, payload_size from change"
                        + " join invalid using (record_key) where origin = 0",
                row -> {
                    duplicates.add(row.getString(1), row.getLong(3), row.getLong(2), true, table.payload(row, 4));
                    older[0]++;
                });
        // What was confirmed of a record in doubt stays: it is no row and was never rejected. A call that comes late
        // must
        // not leave Salesforce with an older value for as long as nobody corrects the row.
        db.update("delete from change where (origin = 0 or rejected_code is not null) and record_key in"
                + " (select record_key from invalid)");
        return older[0];
    }

    /** Drops a row when an unchanged one with the same key is newer. */
    static void compareWithUnchanged(JdbcTemplate db, String key, long cursor, long sequence) {
        db.update("delete from invalid where record_key = ? and (?, ?) > (cursor, sequence)", key, cursor, sequence);
    }
}
