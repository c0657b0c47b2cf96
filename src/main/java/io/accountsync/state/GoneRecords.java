package io.accountsync.state;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Records of one sync whose rows are gone: those that something is to happen to still, and those that it was granted for within
 * the last hours, which the guard counts.
 */
public final class GoneRecords {
    private final StateDatabase database;
    private final String sync;

    /**
     * One of them.
     *
     * @param how it is known, a word of whoever found it
     */
    public record Pending(String key, String how) {}

    public GoneRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** What a person approved of it. */
    public ApprovedDeletions approved() {
        return new ApprovedDeletions(database, sync);
    }

    /** The next keys of records that something is to happen to. */
    public List<Pending> pending(String after, int limit) {
        return database.with(db -> db.query(
                "select record_key, how from gone_record where record_key > ? and sync = ? and pending = 1"
                        + " order by record_key limit ?",
                (row, n) -> new Pending(row.getString(1), row.getString(2)),
                after,
                sync,
                limit));
    }

    /**
     * Keeps them. Call it within {@link SyncState#write}.
     *
     * @param pending whether until something has happened to them; else only to be granted
     */
    public void keep(Collection<String> keys, String how, boolean pending, long runId) {
        database.with(db -> db.update(
                "insert into gone_record (record_key, sync, how, found_at, pending, run_id) select wanted.value, ?, ?, ?, ?, ? from "
                        + database.dialect().wantedKeys() + " where true"
                        + " on conflict (record_key, sync) do update set pending = excluded.pending, back = 0, how = excluded.how,"
                        + " run_id = excluded.run_id",
                sync,
                how,
                database.now(),
                pending ? 1 : 0,
                runId,
                JsonKeys.of(keys)));
    }

    /** Notes that it was granted, now, for records that were {@link #keep kept}; what was granted before goes on counting as it did. */
    public void grant(Collection<String> keys, boolean approved, Duration window) {
        database.with(db -> db.update(
                "update gone_record set granted_at = ?, approved = ? where sync = ?"
                        + " and (granted_at is null or granted_at <= ?) and record_key"
                        + database.dialect().isWanted(),
                database.now(),
                approved ? 1 : 0,
                sync,
                database.now() - window.toMillis(),
                JsonKeys.of(keys)));
    }

    /** How many it was granted for within this time, by no person. */
    public long grantedWithin(Duration window) {
        return database.with(db -> db.queryForObject(
                "select count(*) from gone_record where sync = ? and granted_at > ? and approved = 0",
                Long.class,
                sync,
                database.now() - window.toMillis()));
    }

    /** Those of these keys that it was granted for within this time. */
    public Set<String> grantedWithin(Duration window, Collection<String> keys) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "select g.record_key from " + database.dialect().wanted("gone_record g", "g.record_key")
                        + " and g.sync = ? and g.granted_at > ?",
                String.class,
                JsonKeys.of(keys),
                sync,
                database.now() - window.toMillis())));
    }

    /** Those of these keys whose rows were read again, though they are still listed as gone. */
    public Set<String> back(Collection<String> keys) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "select g.record_key from " + database.dialect().wanted("gone_record g", "g.record_key")
                        + " and g.sync = ? and g.back = 1",
                String.class,
                JsonKeys.of(keys),
                sync)));
    }

    /** Notes that rows of these keys were read though they are listed as gone. Call it within {@link SyncState#write}. */
    public void areBack(Collection<String> keys, String how, long runId) {
        database.with(db -> db.update(
                "insert into gone_record (record_key, sync, how, found_at, back, run_id) select wanted.value, ?, ?, ?, 1, ? from "
                        + database.dialect().wantedKeys() + " where true"
                        + " on conflict (record_key, sync) do update set pending = 0, back = 1, run_id = excluded.run_id",
                sync,
                how,
                database.now(),
                runId,
                JsonKeys.of(keys)));
    }

    /** Nothing is to happen to these any more. Call it within {@link SyncState#write}. */
    public void done(Collection<String> keys) {
        database.with(db -> db.update(
                "update gone_record set pending = 0 where sync = ? and pending = 1 and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }

    /**
     * Forgets what is of no use any more: records that the state does not know, and keys that are listed no longer although they
     * were back. What was granted within this time stays, to be counted.
     *
     * @param listed whether the run listed all keys that are gone
     */
    public void tidy(long runId, boolean listed, Duration window) {
        long since = database.now() - window.toMillis();
        database.with(db -> {
            db.update(
                    "update gone_record set pending = 0 where sync = ? and pending = 1 and not exists (select 1 from synced_record r"
                            + " where r.record_key = gone_record.record_key and r.sync = gone_record.sync"
                            + " and r.salesforce_id is not null)",
                    sync);
            if (listed) {
                db.update("update gone_record set back = 0 where sync = ? and back = 1 and run_id <> ?", sync, runId);
            }
            db.update(
                    "delete from gone_record where sync = ? and pending = 0 and back = 0"
                            + " and (granted_at is null or granted_at <= ?)",
                    sync,
                    since);
            return null;
        });
    }

    /** How many records something is to happen to still. */
    public long countPending() {
        return database.with(db ->
                db.queryForObject("select count(*) from gone_record where sync = ? and pending = 1", Long.class, sync));
    }

    /** Forgets a record. */
    public void remove(String key) {
        database.with(db -> db.update("delete from gone_record where record_key = ? and sync = ?", key, sync));
        approved().remove(List.of(key));
    }

    /** Forgets all. */
    public void clear() {
        database.with(db -> db.update("delete from gone_record where sync = ?", sync));
        approved().clear();
    }
}
