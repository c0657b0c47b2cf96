package io.accountsync.state;

import java.util.List;

/** What people did by the console: who, when, what, and what came of it. Nothing of it is ever changed but by its own result. */
public final class AuditLog {
    /** What stands in the place of a key that was forgotten. */
    static final String FORGOTTEN = "(forgotten)";

    private final StateDatabase database;

    public AuditLog(StateDatabase database) {
        this.database = database;
    }

    /**
     * Writes what is about to be done; parameters as those of {@link AuditEntry}.
     *
     * @return its number
     */
    public long begin(String who, String address, String action, String sync, String subject) {
        return database.with(db -> db.queryForObject(
                "insert into console_audit (at, who, address, action, sync, subject) values (?, ?, ?, ?, ?, ?)"
                        + " returning audit_id",
                Long.class,
                database.now(),
                storable(who),
                address,
                action,
                sync,
                storable(subject)));
    }

    /** Writes what came of it. */
    public void end(long id, String result) {
        database.with(db -> db.update(
                "update console_audit set result = ?, ended_at = ? where audit_id = ?",
                storable(result),
                database.now(),
                id));
    }

    /**
     * A page of all, the last one first.
     *
     * @param before the number of the last one of the page before, or {@link Long#MAX_VALUE}
     */
    public List<AuditEntry> page(long before, int limit) {
        return database.with(db -> db.query(
                "select audit_id, at, who, address, action, sync, subject, result, ended_at from console_audit"
                        + " where audit_id < ? order by audit_id desc limit ?",
                (row, n) -> new AuditEntry(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getObject(9) == null ? null : row.getLong(9)),
                before,
                limit));
    }

    /** Erases a key of a sync; that something was done stays known. */
    void forget(String sync, String key) {
        database.with(db ->
                db.update("update console_audit set subject = ? where sync = ? and subject = ?", FORGOTTEN, sync, key));
    }

    /** Without U+0000, which PostgreSQL cannot store. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
