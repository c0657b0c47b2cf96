package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What records of one sync pointed to before a run deleted anything, kept until their own deletion is over: Salesforce clears a
 * lookup when the record that it points to is deleted. Those that had no call yet are a status of their own. Write within {@link
 * SyncState#write}.
 */
public final class NotedDeletions {
    private final StateDatabase database;
    private final String sync;

    NotedDeletions(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * Notes what records that are in the org hold before any call. How far their deletion had come in earlier runs stays known; what is
     * noted takes the place of what was kept.
     */
    public void note(List<IntendedDeletion> noted, String orgId, long runId) {
        long now = database.now();
        database.with(db -> db.update(
                "delete from deletion where sync = ? and status in ('noted', 'deleted', 'restoring') and salesforce_id"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(noted.stream().map(IntendedDeletion::salesforceId).toList())));
        database.with(db -> db.batchUpdate(
                """
                insert into deletion (record_key, external_id, salesforce_id, sync, org_id, run_id, attempts, status, how,
                  created_by_us, payload, intended_at)
                values (?, ?, ?, ?, ?, ?, 0, 'noted', ?, ?, ?, ?)
                on conflict (salesforce_id, sync) do update set payload = excluded.payload
                """,
                noted,
                Math.max(1, noted.size()),
                (statement, one) -> one.fill(statement, sync, orgId, runId, now)));
    }

    /** What is kept of those of these records that are not deleted, as JSON, by Salesforce id; others are absent. */
    public Map<String, String> payloads(Collection<String> salesforceIds) {
        Map<String, String> found = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select d.salesforce_id, d.payload from "
                            + database.dialect().wanted("deletion d", "d.salesforce_id") + " and d.sync = ?"
                            + " and d.payload is not null and d.status not in ('deleted', 'restoring')",
                    row -> {
                        found.put(row.getString(1), row.getString(2));
                    },
                    JsonKeys.of(salesforceIds),
                    sync);
            return null;
        });
        return found;
    }

    /**
     * It is to be as if these had never been tried, but for what they pointed to.
     *
     * @param lookups what is kept, as JSON, by Salesforce id
     */
    public void notTried(Map<String, String> lookups) {
        List<Map.Entry<String, String>> all = List.copyOf(lookups.entrySet());
        database.with(db -> db.batchUpdate(
                "update deletion set status = 'noted', payload = ?, error_class = null, code = null, message = null, retry = 0,"
                        + " ended_at = null where salesforce_id = ? and sync = ?",
                all,
                Math.max(1, all.size()),
                (statement, one) -> {
                    statement.setString(1, one.getValue());
                    statement.setString(2, one.getKey());
                    statement.setString(3, sync);
                }));
    }
}
