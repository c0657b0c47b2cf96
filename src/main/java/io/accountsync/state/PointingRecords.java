package io.accountsync.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records, of whatever sync of this state, that point to records which one sync is to delete, by lookups that Salesforce clears
 * then. Write within {@link SyncState#write}.
 */
public final class PointingRecords {
    private final StateDatabase database;
    private final String sync;

    /**
     * One that points.
     *
     * @param salesforceId of the record that it points to
     * @param sync whose record it is
     */
    public record Pointing(String salesforceId, String sync, String key) {}

    PointingRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** Notes, before these records are deleted, what points to them; what was noted of them before is over. */
    public void note(Collection<String> salesforceIds, List<Pointing> pointing) {
        remove(salesforceIds);
        if (pointing.isEmpty()) {
            return;
        }
        database.with(db -> db.batchUpdate(
                "insert into pointing_record (salesforce_id, sync, child_sync, child_key) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                pointing,
                pointing.size(),
                (statement, one) -> {
                    statement.setString(1, one.salesforceId());
                    statement.setString(2, sync);
                    statement.setString(3, one.sync());
                    statement.setString(4, one.key());
                }));
    }

    /** These records are gone: what pointed to them is to be sent again, whether its row changes or not. */
    void areGone(Collection<String> salesforceIds) {
        Map<String, List<String>> bySync = new TreeMap<>();
        database.with(db -> {
            db.query(
                    "select distinct p.child_sync, p.child_key from "
                            + database.dialect().wanted("pointing_record p", "p.salesforce_id") + " and p.sync = ?",
                    row -> {
                        bySync.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                                .add(row.getString(2));
                    },
                    JsonKeys.of(salesforceIds),
                    sync);
            return null;
        });
        bySync.forEach(this::sendAgain);
        if (!bySync.isEmpty()) {
            remove(salesforceIds);
        }
    }

    /** A sync with a cursor does not come by a row that did not change, unless it reads all rows once. */
    private void sendAgain(String child, List<String> keys) {
        DoubtfulRecords records = new DoubtfulRecords(database, child);
        if (hasCursor(child)) {
            records.beginWithoutLease(keys, database.now());
        } else {
            records.forgetFingerprints(JsonKeys.of(keys));
        }
    }

    private boolean hasCursor(String child) {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from sync_cursor where sync = ? and cursor_column is not null)",
                Boolean.class,
                child));
    }

    private void remove(Collection<String> salesforceIds) {
        database.with(db -> db.update(
                "delete from pointing_record where sync = ? and salesforce_id"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(salesforceIds)));
    }

    /** Forgets all. */
    void clear() {
        database.with(db -> db.update("delete from pointing_record where sync = ?", sync));
    }
}
