package io.accountsync.state;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows that turned out to be older duplicates once every row was read.
 *
 * @param amongChanged rows that were in the change set
 * @param amongUnchanged rows that had been dropped as unchanged
 */
public record Duplicates(long amongChanged, long amongUnchanged) {
    public long total() {
        return amongChanged + amongUnchanged;
    }

    /** Compares every dropped row with the change for the same key, if there is one: only the newer of the two counts. */
    static Duplicates settle(JdbcTemplate db, ReadLog readLog) {
        if (readLog.isEmpty()) {
            return new Duplicates(0, 0);
        }
        KeyFilter changed = new KeyFilter();
        db.query("select record_key from change", row -> {
            changed.add(row.getString(1));
        });
        long[] older = new long[2];
        readLog.forEach((key, cursor, sequence) -> {
            if (!changed.mayContain(key)) {
                return;
            }
            Boolean droppedIsNewer = droppedIsNewer(db, key, cursor, sequence);
            if (Boolean.TRUE.equals(droppedIsNewer)) {
                db.update("delete from change where record_key = ?", key);
                older[0]++;
            } else if (droppedIsNewer != null) {
                older[1]++;
            }
        });
        return new Duplicates(older[0], older[1]);
    }

    /** Null when there is no change for the key. */
    private static Boolean droppedIsNewer(JdbcTemplate db, String key, long cursor, long sequence) {
        List<Boolean> answer = db.queryForList(
                "select (?, ?) > (cursor, sequence) from change where record_key = ? and origin = ?",
                Boolean.class,
                cursor,
                sequence,
                key,
                Change.Origin.READ.ordinal());
        return answer.isEmpty() ? null : answer.get(0);
    }
}
