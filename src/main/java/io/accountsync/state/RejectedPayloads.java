package io.accountsync.state;

import java.time.Duration;

/** What the rejected records of one sync would have sent: contents of rows, which are kept no longer than the user wants. */
public final class RejectedPayloads {
    private final StateDatabase database;
    private final String sync;

    RejectedPayloads(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** Whether there is a payload. */
    public boolean areKept() {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from rejected_record where sync = ? and payload is not null)",
                Boolean.class,
                sync));
    }

    /**
     * Whether the state holds no record that could have a payload: none was rejected, none is in doubt, half done or deleted. So it is
     * for most runs, which have nothing to delete then.
     */
    public boolean canBeNone() {
        return !database.with(db -> db.queryForObject(
                "select exists (select 1 from rejected_record where sync = ?)"
                        + " or exists (select 1 from doubtful_record where sync = ?)"
                        + " or exists (select 1 from first_step where sync = ?)"
                        + " or exists (select 1 from deletion where sync = ?)",
                Boolean.class,
                sync,
                sync,
                sync,
                sync));
    }

    /** Deletes all payloads; what was rejected, and why, stays known. */
    public void delete() {
        database.with(db ->
                db.update("update rejected_record set payload = null where sync = ? and payload is not null", sync));
    }

    /** Deletes payloads that were last tried that long ago, except of records that are sent again by themselves. */
    public void deleteOlderThan(Duration age) {
        long limit = database.now() - age.toMillis();
        database.with(db -> db.update(
                "update rejected_record set payload = null where sync = ? and payload is not null and last_at < ?"
                        + " and error_class not in ('retry', 'later')",
                sync,
                limit));
    }
}
