package io.accountsync.state;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds rows to a change set so that of several with one key the newest stays. */
final class NewestRows {
    private NewestRows() {}

    /**
     * Adds rows with a status.
     *
     * @param duplicates notes the pairs of rows with one key
     * @return how many rows, of these or of earlier ones, fell out
     */
    static long add(JdbcTemplate db, List<Change> changes, ChangeStatus status, DuplicateRows duplicates) {
        int[] added = ChangeTable.insert(db, changes, status);
        long older = 0;
        for (int i = 0; i < added.length; i++) {
            if (added[i] == 0 && replace(db, changes.get(i), status, duplicates) == Change.Origin.READ) {
                older++;
            }
        }
        return older;
    }

    /** What is there for a key, compared with another row that has it. */
    private record Stored(Change.Origin origin, boolean isOlder, long sequence, boolean differs) {}

    /** Keeps the newer of a row and what is there for its key; says where that came from. */
    private static Change.Origin replace(
            JdbcTemplate db, Change change, ChangeStatus status, DuplicateRows duplicates) {
        Stored stored = stored(db, change);
        boolean isNewer = stored.origin() == Change.Origin.RETRIED || stored.isOlder();
        if (stored.origin() == Change.Origin.READ) {
            duplicates.add(
                    change.key(),
                    isNewer ? change.sequence() : stored.sequence(),
                    isNewer ? stored.sequence() : change.sequence(),
                    stored.differs());
        }
        if (isNewer) {
            db.update("delete from change where record_key = ?", change.key());
            ChangeTable.insert(db, List.of(change), status);
        }
        return stored.origin();
    }

    private static Stored stored(JdbcTemplate db, Change change) {
        return db.queryForObject(
                "select origin, (?, ?) > (cursor, sequence), sequence, fingerprint <> ? from change where record_key = ?",
                (row, n) -> new Stored(
                        Change.Origin.values()[row.getInt(1)], row.getBoolean(2), row.getLong(3), row.getBoolean(4)),
                change.cursor(),
                change.sequence(),
                change.fingerprint(),
                change.key());
    }
}
