package io.accountsync.state;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds rows to a change set so that of several with one key the newest stays. */
final class NewestRows {
    private final JdbcTemplate db;
    private final ChangeTable table;
    private final DuplicateRows duplicates;

    /** @param duplicates notes the pairs of rows with one key */
    NewestRows(JdbcTemplate db, ChangeTable table, DuplicateRows duplicates) {
        this.db = db;
        this.table = table;
        this.duplicates = duplicates;
    }

    /**
     * Adds rows with a status.
     *
     * @return how many rows, of these or of earlier ones, fell out
     */
    long add(List<Change> changes, ChangeStatus status) {
        if (changes.isEmpty()) {
            return 0;
        }
        return table.insert(db, changes, status).stream()
                .filter(change -> replace(change, status) == Change.Origin.READ)
                .count();
    }

    /** What is there for a key, compared with another row that has it. */
    private record Stored(Change.Origin origin, boolean isOlder, long sequence, boolean differs) {}

    /** Keeps the newer of a row and what is there for its key; says where that came from. */
    private Change.Origin replace(Change change, ChangeStatus status) {
        Stored stored = stored(change);
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
            table.insert(db, List.of(change), status);
        }
        return stored.origin();
    }

    private Stored stored(Change change) {
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
