package io.accountsync.state;

import java.util.Collection;
import java.util.List;

/**
 * What is on its way to Salesforce. When a process dies between a call and the writing of its results, nobody knows which
 * payload Salesforce has: the old one, whose fingerprint the state holds, or the one that was sent. Should the row go back to
 * the old one before the next run, that run would take it for unchanged, and Salesforce would keep the other for ever. So
 * the keys are noted before the call, and whatever note is left makes the state forget their fingerprints: the rows are then
 * sent as they are. New records need no note, since the state holds nothing that they could be taken for.
 */
public final class SentBatches {
    private final StateDatabase database;
    private final String sync;

    SentBatches(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * Notes keys that are about to be sent. Call it within {@link SyncState#write}.
     *
     * @return the number to {@link #end} it by
     */
    public long begin(long runId, Collection<String> keys) {
        return database.with(db -> db.queryForObject(
                "insert into sent_batch (sync, run_id, record_keys) values (?, ?, ?) returning batch_id",
                Long.class,
                sync,
                runId,
                JsonKeys.of(keys)));
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
                "update synced_record set fingerprint = null, field_hashes = null where sync = ? and (run_id is null or run_id <> ?)"
                        + " and record_key in (select wanted.value from "
                        + database.dialect().wantedKeys() + ")",
                sync,
                runId,
                keys));
    }

    /** The fingerprints of these records say no more what Salesforce has: the next row with such a key is sent. */
    public void doubt(Collection<String> keys) {
        if (!keys.isEmpty()) {
            doubt(JsonKeys.of(keys));
        }
    }

    /**
     * Doubts the records of all batches that processes left behind. Call it within {@link SyncState#write}, before anything
     * is compared.
     *
     * @return how many batches there were
     */
    public int settle() {
        // The first statement writes: SQLite takes its lock with it.
        List<String> left = database.with(db ->
                db.queryForList("delete from sent_batch where sync = ? returning record_keys", String.class, sync));
        left.forEach(this::doubt);
        return left.size();
    }

    /** Whether a record is on its way, as far as the notes tell. */
    boolean mentions(String key) {
        return database
                .with(db -> db.queryForList("select record_keys from sent_batch where sync = ?", String.class, sync))
                .stream()
                .anyMatch(keys -> JsonKeys.contains(keys, key));
    }

    private void doubt(String keys) {
        database.with(db -> db.update(
                "update synced_record set fingerprint = null, field_hashes = null where sync = ? and record_key in (select wanted.value from "
                        + database.dialect().wantedKeys() + ")",
                sync,
                keys));
    }
}
