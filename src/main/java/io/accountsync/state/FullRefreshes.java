package io.accountsync.state;

import java.util.OptionalLong;

/** The full refresh of a sync that has not completed, so that the next run of it sends only what is left. */
public final class FullRefreshes {
    private final StateDatabase database;
    private final String sync;

    FullRefreshes(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * Begins a full refresh, or carries on the one that has not ended. Call it within {@link SyncState#write}.
     *
     * @return its first run; what that run or a later one confirmed is not sent again
     */
    public long begin(long runId) {
        database.with(db -> db.update(
                "insert into full_refresh (sync, first_run) values (?, ?) on conflict (sync) do nothing", sync, runId));
        return database.with(
                db -> db.queryForObject("select first_run from full_refresh where sync = ?", Long.class, sync));
    }

    /** The first run of the full refresh that has not ended. */
    public OptionalLong find() {
        return database
                .with(db -> db.queryForList("select first_run from full_refresh where sync = ?", Long.class, sync))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Every record was sent. */
    public void end() {
        database.with(db -> db.update("delete from full_refresh where sync = ?", sync));
    }
}
