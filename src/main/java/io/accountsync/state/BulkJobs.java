package io.accountsync.state;

import java.time.Duration;
import java.util.List;

/**
 * The Bulk jobs of a sync, by Salesforce's ids. One that has not ended belongs to a run that goes on, or to one that was
 * broken off: then the next run judges its results, and does not send its records twice.
 */
public final class BulkJobs {
    private static final Duration KEPT = Duration.ofDays(7);

    private final StateDatabase database;
    private final String sync;

    BulkJobs(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * A job that has not ended.
     *
     * @param records how many were to be uploaded
     */
    public record Open(String id, long records) {}

    /** Notes a job that sends records before anything is uploaded. Call it within {@link SyncState#write}. */
    public void begin(String job, long runId, long records) {
        begin(job, runId, records, false, false);
    }

    /**
     * Notes a job before anything is uploaded. Call it within {@link SyncState#write}.
     *
     * @param deletes whether it deletes records
     * @param claimed whether all its records are claimed, see {@link RecordClaims#ofJobs}
     */
    public void begin(String job, long runId, long records, boolean deletes, boolean claimed) {
        database.with(db -> db.update(
                "insert into bulk_job (job_id, sync, run_id, records, created_at, deletes, claimed)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                job,
                sync,
                runId,
                records,
                database.now(),
                deletes ? 1 : 0,
                claimed ? 1 : 0));
    }

    /**
     * Notes that a job has ended and all its results are judged. Call it within {@link SyncState#write}.
     *
     * @param as the state that Salesforce ended it in
     * @param crowded how many of its records failed for locks or for limits of the org's own code
     */
    public void end(String job, String as, long crowded) {
        long now = database.now();
        database.with(db -> db.update(
                "update bulk_job set ended_at = ?, ended_as = ?, crowded = ? where job_id = ?", now, as, crowded, job));
        database.with(
                db -> db.update("delete from bulk_job where sync = ? and ended_at < ?", sync, now - KEPT.toMillis()));
    }

    /** The jobs that have not ended and send records, the oldest first. */
    public List<Open> open() {
        return open(false);
    }

    /** The jobs that have not ended and delete records, or do not, the oldest first. */
    public List<Open> open(boolean deletes) {
        return database.with(db -> db.query(
                "select job_id, records from bulk_job where sync = ? and ended_at is null and deletes = ? order by created_at, job_id",
                (row, n) -> new Open(row.getString(1), row.getLong(2)),
                sync,
                deletes ? 1 : 0));
    }

    /** How many records of the last seven days' jobs failed for locks or for limits of the org's own code. */
    public long crowdedLately() {
        return database.with(db -> db.queryForObject(
                "select coalesce(sum(crowded), 0) from bulk_job where sync = ? and ended_at > ?",
                Long.class,
                sync,
                database.now() - KEPT.toMillis()));
    }

    /** Forgets all of them. */
    void clear() {
        database.with(db -> db.update("delete from bulk_job where sync = ?", sync));
    }
}
