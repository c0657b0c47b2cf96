package io.accountsync.state;

import java.time.Duration;

/** What the records of one sync held that were deleted, kept no longer than the user wants. */
public final class DeletedPayloads {
    private final StateDatabase database;
    private final String sync;

    DeletedPayloads(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** Deletes payloads of deletions that ended that long ago; that there was one stays known, but for those without a call. */
    public void deleteOlderThan(Duration age) {
        database.with(db -> db.update(
                "update deletion set payload = null where sync = ? and payload is not null and ended_at < ?",
                sync,
                database.now() - age.toMillis()));
        database.with(db -> db.update(
                "delete from deletion where sync = ? and status = 'noted' and intended_at < ?",
                sync,
                database.now() - age.toMillis()));
    }
}
