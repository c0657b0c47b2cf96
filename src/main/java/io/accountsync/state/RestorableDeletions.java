package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The deletions of one sync that a person may take back. */
public final class RestorableDeletions {
    private static final String THEY_ARE = " d.sync = ? and d.status in ('deleted', 'restoring') ";

    private final StateDatabase database;
    private final String sync;

    /** A record that another sync deleted. */
    public record ByOther(String sync, String key) {}

    RestorableDeletions(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * A page of all, in the order of their Salesforce ids.
     *
     * @param runId of the run that deleted them; null for any
     * @param afterId the last id of the page before, or the empty text
     */
    public List<Deletion> page(Long runId, String afterId, int limit) {
        return database.with(db -> db.query(
                "select " + DeletionRow.COLUMNS + " from deletion d where" + THEY_ARE
                        + "and (cast(? as bigint) is null or d.run_id = ?) and d.salesforce_id > ? order by d.salesforce_id limit ?",
                DeletionRow.DELETION,
                sync,
                runId,
                runId,
                afterId,
                limit));
    }

    /** How many there are. */
    public long count(Long runId) {
        return database.with(db -> db.queryForObject(
                "select count(*) from deletion d where" + THEY_ARE + "and (cast(? as bigint) is null or d.run_id = ?)",
                Long.class,
                sync,
                runId,
                runId));
    }

    /** The last one of each of these keys; keys without are absent. */
    public List<Deletion> of(Collection<String> keys) {
        return database.with(db -> db.query(
                "select " + DeletionRow.COLUMNS + " from " + database.dialect().wanted("deletion d", "d.record_key")
                        + " and" + THEY_ARE
                        + "and d.intended_at = (select max(e.intended_at) from deletion e where e.record_key = d.record_key"
                        + " and e.sync = d.sync and e.status in ('deleted', 'restoring'))",
                DeletionRow.DELETION,
                JsonKeys.of(keys),
                sync));
    }

    /** Notes, before the call, that records are about to be made anew. */
    public void restoring(Collection<String> salesforceIds) {
        database.with(db -> db.update(
                "update deletion set status = 'restoring' where sync = ? and salesforce_id"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(salesforceIds)));
    }

    /** No new record was made: Salesforce refused it. */
    public void notRestored(Collection<String> salesforceIds) {
        database.with(db -> db.update(
                "update deletion set status = 'deleted' where sync = ? and status = 'restoring' and salesforce_id"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(salesforceIds)));
    }

    /** Those of these Salesforce ids that were deleted and not restored. */
    public Set<String> among(Collection<String> salesforceIds) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "select d.salesforce_id from " + database.dialect().wanted("deletion d", "d.salesforce_id") + " and"
                        + THEY_ARE,
                String.class,
                JsonKeys.of(salesforceIds),
                sync)));
    }

    /** A record is there again: the same one, or a new one in its place. */
    public void restored(String salesforceId, String restoredId) {
        database.with(db -> db.update(
                "update deletion set status = 'restored', payload = null, row_is_back = 0, restored_id = ?, ended_at = ?"
                        + " where salesforce_id = ? and sync = ?",
                restoredId,
                database.now(),
                salesforceId,
                sync));
    }

    /**
     * The ids that these records have now which a person took back, by the id that they had; others are absent. Whichever sync
     * deleted them: an id is one of all.
     */
    public Map<String, String> newIds(Collection<String> salesforceIds) {
        Map<String, String> found = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select d.salesforce_id, d.restored_id from "
                            + database.dialect().wanted("deletion d", "d.salesforce_id") + " and d.status = 'restored'"
                            + " and d.restored_id is not null",
                    row -> {
                        found.put(row.getString(1), row.getString(2));
                    },
                    JsonKeys.of(salesforceIds));
            return null;
        });
        return found;
    }

    /** What other syncs deleted of these and nobody took back: sync and key, by Salesforce id. */
    public Map<String, ByOther> byOthers(Collection<String> salesforceIds) {
        Map<String, ByOther> found = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select d.salesforce_id, d.sync, d.record_key from "
                            + database.dialect().wanted("deletion d", "d.salesforce_id") + " and d.sync <> ?"
                            + " and d.status in ('deleted', 'restoring')",
                    row -> {
                        found.put(row.getString(1), new ByOther(row.getString(2), row.getString(3)));
                    },
                    JsonKeys.of(salesforceIds),
                    sync);
            return null;
        });
        return found;
    }
}
