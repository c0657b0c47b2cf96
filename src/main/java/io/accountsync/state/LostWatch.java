package io.accountsync.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one sync knows of records that are gone in Salesforce: up to when it asked, and which they are. */
public final class LostWatch {
    private final StateDatabase database;
    private final String sync;

    LostWatch(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** Up to when Salesforce was asked, in milliseconds since 1970; empty before the first time. */
    public Optional<Long> coveredAt() {
        return database
                .with(db -> db.queryForList("select covered_at from lost_watch where sync = ?", Long.class, sync))
                .stream()
                .findFirst();
    }

    /** Salesforce was asked up to then. */
    public void covered(long at) {
        database.with(db -> db.update(
                "insert into lost_watch (sync, covered_at) values (?, ?)"
                        + " on conflict (sync) do update set covered_at = excluded.covered_at",
                sync,
                at));
    }

    /** Everything is to be asked again, as of a sync that asks for the first time. */
    public void clear() {
        database.with(db -> db.update("delete from lost_watch where sync = ?", sync));
    }

    /**
     * A page of the records that are rejected since they are gone, with their Salesforce ids, in the order of their keys.
     *
     * @param since only those that were last met after then, in milliseconds since 1970
     */
    public Map<String, String> goneIds(String afterKey, long since, int limit) {
        Map<String, String> ids = new TreeMap<>();
        database.with(db -> {
            db.query(
                    "select r.record_key, s.salesforce_id from rejected_record r join synced_record s"
                            + " on s.record_key = r.record_key and s.sync = r.sync where r.sync = ? and r.code in (?, ?)"
                            + " and r.error_class = 'reject' and s.salesforce_id is not null and r.last_at > ?"
                            + " and r.record_key > ? order by r.record_key limit ?",
                    row -> {
                        ids.put(row.getString(1), row.getString(2));
                    },
                    sync,
                    RejectedRecord.GONE,
                    RejectedRecord.MERGED,
                    since,
                    afterKey,
                    limit);
            return null;
        });
        return ids;
    }

    /** The fingerprints of these records say no more what Salesforce has, since they are not there; their ids stay. */
    public void forgetContents(Collection<String> keys) {
        if (!keys.isEmpty()) {
            new DoubtfulRecords(database, sync).forgetFingerprints(JsonKeys.of(keys));
        }
    }

    /** Other records have taken the place of these: nobody knows what they look like, and this sync did not create them. */
    public void replaced(Map<String, String> salesforceIds) {
        List<Map.Entry<String, String>> entries = List.copyOf(salesforceIds.entrySet());
        if (entries.isEmpty()) {
            return;
        }
        database.with(db -> db.batchUpdate(
                "update synced_record set created = case when salesforce_id = ? then created else 0 end,"
                        + " salesforce_id = ?, fingerprint = null, field_hashes = null where record_key = ? and sync = ?",
                entries,
                entries.size(),
                (statement, entry) -> {
                    statement.setString(1, entry.getValue());
                    statement.setString(2, entry.getValue());
                    statement.setString(3, entry.getKey());
                    statement.setString(4, sync);
                }));
    }
}
