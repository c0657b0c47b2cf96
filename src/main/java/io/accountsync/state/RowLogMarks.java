package io.accountsync.state;

import java.util.List;

/**
 * Which runs and sessions of one sync its row log may lack outcomes of: what a process that ended did not write, a later one does. Several
 * of them can go on at once.
 */
public final class RowLogMarks {
    private final StateDatabase database;
    private final String sync;

    public RowLogMarks(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * What a run that begins has to bring in.
     *
     * @param from the first run whose outcomes the log may lack: 0 for all that the state knows of, the run itself where it lacks none
     * @param ended the runs among those before it that write nothing any more
     */
    public record Missing(long from, List<Long> ended) {}

    /**
     * A run begins, whose outcomes the log lacks until {@link #complete}. Call it before the run writes anything else, within {@link
     * SyncState#write}.
     *
     * @param place where the log is; in another place than before it lacks everything
     */
    public Missing begin(String place, long runId) {
        List<Long> since = database.with(db -> db.query(
                "select since_run from row_log where sync = ? and place = ?",
                (row, i) -> row.getObject(1) == null ? runId : row.getLong(1),
                sync,
                place));
        long marked = since.isEmpty() ? 0 : since.get(0);
        if (since.isEmpty()) {
            database.with(db -> db.update(
                    """
                    insert into row_log (sync, place, since_run) values (?, ?, 0)
                    on conflict (sync) do update set place = excluded.place, since_run = excluded.since_run
                    """,
                    sync,
                    place));
        }
        List<Long> ended = database
                .with(db -> db.queryForList(
                        "select run_id from row_log_run where sync = ? and run_id < ? order by run_id",
                        Long.class,
                        sync,
                        runId))
                .stream()
                .filter(this::hasEnded)
                .toList();
        database.with(db -> db.update(
                "insert into row_log_run (sync, run_id) values (?, ?) on conflict (sync, run_id) do nothing",
                sync,
                runId));
        return new Missing(ended.isEmpty() ? marked : Math.min(marked, ended.get(0)), ended);
    }

    /** The log has the outcomes of this run, and what it was to bring in; other ones may go on. */
    public void complete(String place, long runId, Missing brought) {
        database.with(db -> db.update(
                "update row_log set since_run = null where sync = ? and place = ? and since_run >= ?",
                sync,
                place,
                brought.from()));
        forget(runId);
        brought.ended().forEach(this::forget);
    }

    /** Nobody keeps it any more: what happens meanwhile it will lack. */
    public void forget() {
        database.with(db -> db.update("delete from row_log where sync = ?", sync));
        database.with(db -> db.update("delete from row_log_run where sync = ?", sync));
    }

    private void forget(long runId) {
        database.with(db -> db.update("delete from row_log_run where sync = ? and run_id = ?", sync, runId));
    }

    /** Whether nobody is at it: one whose end is written may have left lines, too. */
    private boolean hasEnded(long runId) {
        return new RunLog(database)
                .find(runId)
                .filter(new SessionLog(database)::goesOn)
                .isEmpty();
    }
}
