package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Under which Salesforce ids the records of one sync are known, whatever was confirmed of them. Safe for several threads. */
public final class RecordIds {
    private final StateDatabase database;
    private final String sync;

    RecordIds(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** Notes under which ids Salesforce has records that the state does not know, whatever they look like there. */
    public void link(List<SyncedRecord> records, long runId) {
        if (records.isEmpty()) {
            return;
        }
        long now = database.now();
        database.with(db -> db.batchUpdate(
                """
                insert into synced_record (record_key, sync, salesforce_id, sent_at, run_id) values (?, ?, ?, ?, ?)
                on conflict (record_key, sync) do update set salesforce_id = excluded.salesforce_id, created = 0
                where synced_record.salesforce_id is null
                """,
                records,
                records.size(),
                (statement, record) -> {
                    statement.setString(1, record.key());
                    statement.setString(2, sync);
                    statement.setString(3, record.salesforceId());
                    statement.setLong(4, now);
                    statement.setLong(5, runId);
                }));
    }

    /** Which keys these Salesforce ids belong to, by id; ids that are not known are absent. */
    public Map<String, Set<String>> keysOf(Collection<String> salesforceIds) {
        Map<String, Set<String>> found = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select r.salesforce_id, r.record_key from "
                            + database.dialect().wanted("synced_record r", "r.salesforce_id") + " and r.sync = ?",
                    row -> {
                        found.computeIfAbsent(row.getString(1), id -> new HashSet<>())
                                .add(row.getString(2));
                    },
                    JsonKeys.of(salesforceIds),
                    sync);
            return null;
        });
        return found;
    }

    /** What Salesforce has under these keys is not known any more, nor is the id. */
    public void forgetIds(Collection<String> keys) {
        database.with(db -> db.update(
                "update synced_record set salesforce_id = null, created = 0, fingerprint = null, field_hashes = null where sync = ? and"
                        + " record_key" + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }
}
