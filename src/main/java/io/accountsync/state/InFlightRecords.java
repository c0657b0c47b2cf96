package io.accountsync.state;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;

/**
 * What is on its way to Salesforce. When a process dies between a call and the writing of its results, nobody knows which
 * payload Salesforce has, the one before or the one that was sent, and the call may even be carried out later. So the keys
 * are noted before the call, and whatever note is left puts its records in doubt, see {@link DoubtfulRecords}. New records are
 * noted like those that Salesforce has: a call that comes late does them the same harm.
 */
public final class InFlightRecords {
    private static final RowMapper<Note> NOTE = (row, n) -> new Note(row.getString(1), row.getInt(2) == 1);

    private final StateDatabase database;
    private final String sync;
    private final String lease;
    private final DoubtfulRecords doubts;

    /** Keys on their way, as JSON; {@code byJob} when as a Bulk job, which says by itself what becomes of them. */
    private record Note(String keys, boolean byJob) {}

    InFlightRecords(StateDatabase database, String sync) {
        this(database, sync, sync);
    }

    /** @param lease whose notes are written */
    InFlightRecords(StateDatabase database, String sync, String lease) {
        this.database = database;
        this.sync = sync;
        this.lease = lease;
        this.doubts = new DoubtfulRecords(database, sync);
    }

    /**
     * Notes keys that are about to be sent. Call it within {@link SyncState#write}.
     *
     * @return the number to {@link #end} it by
     */
    public long begin(long runId, Collection<String> keys) {
        return begin(runId, keys, 0);
    }

    /** The same for keys of a Bulk job, which the state knows too. */
    public long beginOfJob(long runId, Collection<String> keys) {
        return begin(runId, keys, 1);
    }

    private long begin(long runId, Collection<String> keys, int byJob) {
        return database.with(db -> db.queryForObject(
                "insert into sent_batch (sync, run_id, record_keys, by_job, lease) values (?, ?, ?, ?, ?) returning batch_id",
                Long.class,
                sync,
                runId,
                JsonKeys.of(keys),
                byJob,
                lease.equals(sync) ? null : lease));
    }

    /** Takes a note away, in the transaction that writes what became of its records. */
    public void end(long batch) {
        database.with(db -> db.update("delete from sent_batch where batch_id = ?", batch));
    }

    /**
     * Takes a note away whose records were not all judged: those that the run did not confirm are in doubt. Call it within
     * {@link SyncState#write}.
     */
    public void endInDoubt(long batch, long runId) {
        String keys = database.with(db -> db.queryForObject(
                "delete from sent_batch where batch_id = ? returning record_keys", String.class, batch));
        database.with(db -> db.update(
                "update synced_record set fingerprint = null, field_hashes = case when fingerprint is null then field_hashes end"
                        + " where sync = ? and (run_id is null or run_id <> ?)"
                        + " and record_key" + database.dialect().isWanted(),
                sync,
                runId,
                keys));
    }

    /**
     * Ends all notes that processes left behind: their records are in doubt. Those of stream sessions stay whose leases are there.
     * A Bulk job ends its own doubts, since its results are read before anything is sent. Call it within {@link
     * SyncState#write} with the sync's own lease, before anything is compared.
     *
     * @param until when no call that was made so far can come any more, in milliseconds since 1970
     * @return how many notes there were
     */
    public int endAllInDoubt(long until) {
        // The first statement writes: SQLite takes its lock with it.
        List<Note> left = database.with(db -> db.query(
                "delete from sent_batch where sync = ? and (lease is null or not exists"
                        + " (select 1 from sync_lease l where l.sync = sent_batch.lease)) returning record_keys, by_job",
                NOTE,
                sync));
        return inDoubt(left, until);
    }

    /** The same for the notes of one lease that has ended. */
    int endOursInDoubt(long until) {
        List<Note> left = database.with(db -> db.query(
                "delete from sent_batch where sync = ? and coalesce(lease, sync) = ? returning record_keys, by_job",
                NOTE,
                sync,
                lease));
        return inDoubt(left, until);
    }

    private int inDoubt(List<Note> left, long until) {
        for (Note note : left) {
            if (note.byJob()) {
                doubts.forgetFingerprints(note.keys());
            } else {
                doubts.begin(JsonKeys.read(note.keys()), until);
            }
        }
        return left.size();
    }

    /** Whether a record is on its way, as far as the notes say. */
    boolean mentions(String key) {
        return database
                .with(db -> db.queryForList("select record_keys from sent_batch where sync = ?", String.class, sync))
                .stream()
                .anyMatch(keys -> JsonKeys.contains(keys, key));
    }
}
