package io.accountsync.state;

import io.accountsync.mapping.Payload;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows that turned out to be older duplicates once every row was read.
 *
 * @param amongChanged rows that were in the change set
 * @param amongUnchanged rows that had been dropped as unchanged
 */
public record Duplicates(long amongChanged, long amongUnchanged) {
    static final Duplicates NONE = new Duplicates(0, 0);

    public long total() {
        return amongChanged + amongUnchanged;
    }

    /** Compares every dropped row with the change for the same key, if there is one: only the newer of the two counts. */
    static Duplicates deduplicate(JdbcTemplate db, ChangeTable table, ReadLog readLog, DuplicateRows rows) {
        if (!isAnyChangedOrInvalid(db)) {
            return NONE;
        }
        long[] older = new long[2];
        if (!readLog.isEmpty()) {
            compareWithUnchanged(db, table, readLog, rows, older);
        }
        older[0] += InvalidRows.deduplicate(db, table, rows);
        return new Duplicates(older[0], older[1]);
    }

    private static boolean isAnyChangedOrInvalid(JdbcTemplate db) {
        return Boolean.TRUE.equals(db.queryForObject(
                "select exists (select 1 from change) or exists (select 1 from invalid)", Boolean.class));
    }

    private static void compareWithUnchanged(
            JdbcTemplate db, ChangeTable table, ReadLog readLog, DuplicateRows rows, long[] older) {
        KeyFilter changed = new KeyFilter();
        db.query("select record_key from change union all select record_key from invalid", row -> {
            changed.add(row.getString(1));
        });
        readLog.forEach((key, cursor, sequence) -> {
            if (!changed.mayContain(key)) {
                return;
            }
            InvalidRows.compareWithUnchanged(db, key, cursor, sequence);
            Changed change = changed(db, table, key, cursor, sequence);
            if (change == null) {
                return;
            }
            if (change.isOlder()) {
                db.update("delete from change where record_key = ?", key);
                rows.add(key, sequence, change.sequence(), true, change.payload());
                older[0]++;
            } else {
                rows.add(key, change.sequence(), sequence, true);
                older[1]++;
            }
        });
    }

    private record Changed(boolean isOlder, long sequence, Payload payload) {}

    /** Null when there is no change for the key. */
    private static Changed changed(JdbcTemplate db, ChangeTable table, String key, long cursor, long sequence) {
        List<Changed> answer = db.query(
                "select (?, ?) > (cursor, sequence), sequence, payload_at, payload_size from change"
                        + " where record_key = ? and origin = ?",
                (row, n) -> new Changed(row.getBoolean(1), row.getLong(2), table.payload(row, 3)),
                cursor,
                sequence,
                key,
                Change.Origin.READ.ordinal());
        return answer.isEmpty() ? null : answer.get(0);
    }
}
