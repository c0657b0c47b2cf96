package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the other syncs of the same state know of records of the same org. */
public final class OtherSyncs {
    private final StateDatabase database;
    private final String sync;
    private final WaitingDeletions waiting;
    private final PointingRecords pointing;

    OtherSyncs(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
        this.waiting = new WaitingDeletions(database, sync);
        this.pointing = new PointingRecords(database, sync);
    }

    /** Records of this sync that wait for others before they are deleted. */
    public WaitingDeletions waiting() {
        return waiting;
    }

    /** What points to records that this sync is to delete. */
    public PointingRecords pointing() {
        return pointing;
    }

    /** Records of this sync are not in Salesforce any more. Call it within {@link SyncState#write}. */
    void recordsAreGone(Map<String, String> idsByKey) {
        waiting.remove(idsByKey.keySet());
        pointing.areGone(idsByKey.values());
        forgetContents(idsByKey.values());
    }

    /** A row of one of these that comes back in another sync must not pass for unchanged there. */
    private void forgetContents(Collection<String> salesforceIds) {
        database.with(db -> db.update(
                "update synced_record set fingerprint = null, field_hashes = null where sync in (select o.sync from sync_cursor o"
                        + " join sync_cursor own on own.org_id = o.org_id where own.sync = ? and o.sync <> ?)"
                        + " and salesforce_id" + database.dialect().isWanted(),
                sync,
                sync,
                JsonKeys.of(salesforceIds)));
    }

    /** Forgets all that this sync noted of others. */
    void forget() {
        waiting.clear();
        pointing.clear();
    }

    /** The object of each of them, by the name of the sync. */
    public Map<String, String> objects() {
        Map<String, String> objects = new TreeMap<>();
        database.with(db -> {
            db.query(
                    "select o.sync, o.object from sync_cursor o join sync_cursor own on own.org_id = o.org_id"
                            + " where own.sync = ? and o.sync <> ?",
                    row -> {
                        objects.put(row.getString(1), row.getString(2));
                    },
                    sync,
                    sync);
            return null;
        });
        return objects;
    }

    /**
     * Which of them have these records as well, and do not know their rows to be gone, with the keys that these have there.
     *
     * @return by Salesforce id and name of the sync; ids that nobody else has are absent
     */
    public Map<String, Map<String, String>> having(Collection<String> salesforceIds) {
        return keys(
                salesforceIds,
                " and not exists (select 1 from missing_record m where m.record_key = r.record_key and m.sync = r.sync)"
                        + " and not exists (select 1 from gone_record g where g.record_key = r.record_key and g.sync = r.sync"
                        + " and g.pending = 1)");
    }

    /** The same, whatever is known of their rows. */
    public Map<String, Map<String, String>> keysOf(Collection<String> salesforceIds) {
        return keys(salesforceIds, "");
    }

    private Map<String, Map<String, String>> keys(Collection<String> salesforceIds, String condition) {
        Map<String, Map<String, String>> found = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select r.salesforce_id, r.sync, r.record_key from "
                            + database.dialect().wantedKeys()
                            + " cross join synced_record r join sync_cursor o on o.sync = r.sync join sync_cursor own"
                            + " on own.org_id = o.org_id where r.salesforce_id = wanted.value and own.sync = ? and r.sync <> ?"
                            + condition,
                    row -> {
                        found.computeIfAbsent(row.getString(1), id -> new TreeMap<>())
                                .put(row.getString(2), row.getString(3));
                    },
                    JsonKeys.of(salesforceIds),
                    sync,
                    sync);
            return null;
        });
        return found;
    }

    /** How many of these records each of them takes for confirmed, by the name of the sync; 0 is left out. */
    public Map<String, Long> knowing(Collection<String> salesforceIds) {
        Map<String, Long> known = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select r.sync, count(*) from " + database.dialect().wanted("synced_record r", "r.salesforce_id")
                            + " and r.sync <> ?" + " and r.fingerprint is not null group by r.sync",
                    row -> {
                        known.put(row.getString(1), row.getLong(2));
                    },
                    JsonKeys.of(salesforceIds),
                    sync);
            return null;
        });
        return known;
    }
}
