package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the other syncs of the same state know of records of the same org. */
public final class OtherSyncs {
    private final StateDatabase database;
    private final String sync;

    OtherSyncs(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
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

    /** How many of these records each of them takes for confirmed, by the name of the sync; 0 is left out. */
    public Map<String, Long> knowing(Collection<String> salesforceIds) {
        Map<String, Long> known = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select r.sync, count(*) from " + database.dialect().wantedKeys()
                            + " cross join synced_record r where r.salesforce_id = wanted.value and r.sync <> ?"
                            + " and r.fingerprint is not null group by r.sync",
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
