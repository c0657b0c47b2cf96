package io.accountsync.state;

import java.util.Collection;

/** What the stream sessions of a sync did that began within a time, of whatever process. Safe for several threads. */
public final class SessionHistory {
    private static final String SESSIONS =
            "(select run_id from sync_run where sync = ? and mode = 'stream' and started_at > ?)";

    private final StateDatabase database;
    private final String sync;

    SessionHistory(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** How often sessions created and changed records: one that changed ten times counts ten times. */
    public record Recent(long creates, long updates) {}

    /**
     * What they counted.
     *
     * @param since in milliseconds since 1970, by the state's clock
     */
    public Recent recent(long since) {
        return database.with(db -> db.queryForObject(
                "select coalesce(sum(created), 0), coalesce(sum(updated + confirmed_on_repeat), 0) from sync_run"
                        + " where sync = ? and mode = 'stream' and started_at > ?",
                (row, n) -> new Recent(row.getLong(1), row.getLong(2)),
                sync,
                since));
    }

    /** How many records they wrote last: of one that changed often it counts once. Reads all records of the sync. */
    public long recordsWritten(long since) {
        return database.with(db -> db.queryForObject(
                "select count(*) from synced_record where sync = ? and run_id in " + SESSIONS,
                Long.class,
                sync,
                sync,
                since));
    }

    /** How many of these are among them. */
    public long writtenAmong(long since, Collection<String> keys) {
        return database.with(db -> db.queryForObject(
                "select count(*) from " + database.dialect().wanted("synced_record r", "r.record_key")
                        + " and r.sync = ? and r.run_id in " + SESSIONS,
                Long.class,
                JsonKeys.of(keys),
                sync,
                sync,
                since));
    }
}
