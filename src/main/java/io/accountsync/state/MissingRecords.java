package io.accountsync.state;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Records of one sync that Salesforce confirmed and that were not among the rows when a run read all of them. Known from the
 * end of the run that found it until a row of the record is read again.
 */
public final class MissingRecords {
    private final StateDatabase database;
    private final String sync;

    MissingRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** How many there are. */
    public long count() {
        return database.with(db -> db.queryForObject(
                "select count(*) from missing_record m join synced_record r on r.record_key = m.record_key and r.sync = m.sync"
                        + " where m.sync = ?",
                Long.class,
                sync));
    }

    /** Those of these keys that were missing. */
    public Set<String> among(Collection<String> keys) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "select m.record_key from " + database.dialect().wanted("missing_record m", "m.record_key")
                        + " and m.sync = ?",
                String.class,
                JsonKeys.of(keys),
                sync)));
    }

    /** Since when a record is missing, in milliseconds since 1970; empty when it is not. */
    public Optional<Long> since(String key) {
        return database
                .with(db -> db.queryForList(
                        "select found_at from missing_record where record_key = ? and sync = ?", Long.class, key, sync))
                .stream()
                .findFirst();
    }

    /** Notes records that a run missed. Call it within {@link SyncState#write}. */
    public void add(Collection<String> keys, long runId) {
        database.with(db -> db.update(
                "insert into missing_record (record_key, sync, found_at, run_id) select wanted.value, ?, ?, ? from "
                        + database.dialect().wantedKeys() + " where true"
                        + " on conflict (record_key, sync) do update set run_id = excluded.run_id",
                sync,
                database.now(),
                runId,
                JsonKeys.of(keys)));
    }

    /** Forgets those that a run did not miss. */
    public void removeOthers(long runId) {
        database.with(db -> db.update("delete from missing_record where sync = ? and run_id <> ?", sync, runId));
    }

    /** Forgets a record. */
    public void remove(String key) {
        database.with(db -> db.update("delete from missing_record where record_key = ? and sync = ?", key, sync));
    }

    /** Forgets all. */
    public void clear() {
        database.with(db -> db.update("delete from missing_record where sync = ?", sync));
        forgetCountedBefore();
    }

    /** How many an earlier version of account-sync counted, which did not keep which ones; 0 once every row was read. */
    public long countedBefore() {
        List<Long> records = database.with(
                db -> db.queryForList("select records from missing_before where sync = ?", Long.class, sync));
        return records.isEmpty() ? 0 : records.get(0);
    }

    /** From now on it is known which ones. */
    public void forgetCountedBefore() {
        database.with(db -> db.update("delete from missing_before where sync = ?", sync));
    }
}
