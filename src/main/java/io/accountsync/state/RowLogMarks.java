package io.accountsync.state;

import java.util.List;

/** From which run on the row log of one sync may lack outcomes: what a process that ended did not write, a later one does. */
public final class RowLogMarks {
    private final StateDatabase database;
    private final String sync;

    public RowLogMarks(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * A run begins, whose outcomes the log lacks until {@link #complete}. Call it before the run writes anything else, within {@link
     * SyncState#write}.
     *
     * @param place where the log is; in another place than before it lacks everything
     * @return the first run whose outcomes the log may lack: 0 for all that the state knows of, this run where it lacks none
     */
    public long begin(String place, long runId) {
        List<Long> before = database.with(db -> db.query(
                "select since_run from row_log where sync = ? and place = ?",
                (row, i) -> row.getObject(1) == null ? runId : row.getLong(1),
                sync,
                place));
        long since = before.isEmpty() ? 0 : before.get(0);
        database.with(db -> db.update(
                """
                insert into row_log (sync, place, since_run) values (?, ?, ?)
                on conflict (sync) do update set place = excluded.place, since_run = excluded.since_run
                """,
                sync,
                place,
                since));
        return since;
    }

    /** The log has the outcomes of all runs so far. */
    public void complete(String place) {
        database.with(db -> db.update("update row_log set since_run = null where sync = ? and place = ?", sync, place));
    }

    /** Nobody keeps it any more: what happens meanwhile it will lack. */
    public void forget() {
        database.with(db -> db.update("delete from row_log where sync = ?", sync));
    }
}
