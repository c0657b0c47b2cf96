package io.accountsync.state;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The deletions of one sync: what is intended before the call, and how it ended. Write within {@link SyncState#write}. Safe for
 * several threads.
 */
public final class DeletionLog {
    private final StateDatabase database;
    private final String sync;
    private final UnconfirmedDeletions unconfirmed;
    private final NotedDeletions noted;
    private final RefusedDeletions refused;
    private final RestorableDeletions restorable;
    private final DeletedPayloads payloads;
    private final LeftOutLookups leftOut;

    public DeletionLog(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
        this.unconfirmed = new UnconfirmedDeletions(database, sync);
        this.noted = new NotedDeletions(database, sync);
        this.refused = new RefusedDeletions(database, sync);
        this.restorable = new RestorableDeletions(database, sync);
        this.payloads = new DeletedPayloads(database, sync);
        this.leftOut = new LeftOutLookups(database, sync);
    }

    /** Those whose end nobody knows yet. */
    public UnconfirmedDeletions unconfirmed() {
        return unconfirmed;
    }

    /** What records pointed to that are to be deleted. */
    public NotedDeletions noted() {
        return noted;
    }

    /** Those that did not come about. */
    public RefusedDeletions refused() {
        return refused;
    }

    /** Those that a person can take back. */
    public RestorableDeletions restorable() {
        return restorable;
    }

    /** What the deleted records held. */
    public DeletedPayloads payloads() {
        return payloads;
    }

    /** What those may lack that a person took back. */
    public LeftOutLookups leftOut() {
        return leftOut;
    }

    /** Notes what the next call is to delete. */
    public void intend(List<IntendedDeletion> intended, String orgId, long runId) {
        long now = database.now();
        database.with(db -> db.batchUpdate(
                """
                insert into deletion (record_key, external_id, salesforce_id, sync, org_id, run_id, attempts, status, how,
                  created_by_us, payload, intended_at)
                values (?, ?, ?, ?, ?, ?, 1, 'intended', ?, ?, ?, ?)
                on conflict (salesforce_id, sync) do update set record_key = excluded.record_key,
                  external_id = excluded.external_id, org_id = excluded.org_id, run_id = excluded.run_id,
                  attempts = deletion.attempts + 1, status = 'intended', how = excluded.how,
                  created_by_us = excluded.created_by_us, payload = excluded.payload, retry = 0, row_is_back = 0, intended_at = excluded.intended_at, ended_at = null,
                  restored_id = null
                """,
                intended,
                intended.size(),
                (statement, one) -> one.fill(statement, sync, orgId, runId, now)));
    }

    /** The org does not have these records any more, and by our doing. What the state knew of their keys is over. */
    public void deleted(Collection<String> salesforceIds) {
        end(salesforceIds, "status = 'deleted', error_class = null, code = null, message = null");
    }

    /** A call with these records got no answer: until then it may be carried out. */
    public void unknown(Collection<String> salesforceIds, long until) {
        end(salesforceIds, "status = 'unknown', until_at = " + until);
    }

    /** Forgets those of these that are not over: there was nothing to delete, or it is to be as if it had never been tried. */
    public void remove(Collection<String> salesforceIds) {
        database.with(db -> db.update(
                "delete from deletion where sync = ? and status in ('noted', 'intended', 'unknown', 'refused') and salesforce_id"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(salesforceIds)));
    }

    private void end(Collection<String> salesforceIds, String how) {
        if (!salesforceIds.isEmpty()) {
            database.with(db -> db.update(
                    "update deletion set " + how + ", ended_at = ? where sync = ? and salesforce_id"
                            + database.dialect().isWanted(),
                    database.now(),
                    sync,
                    JsonKeys.of(salesforceIds)));
        }
    }

    /** The keys of those of these records whose rows were read after their deletion was intended. */
    public Set<String> rowsBackAmong(Collection<String> salesforceIds) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "select d.record_key from " + database.dialect().wanted("deletion d", "d.salesforce_id")
                        + " and d.sync = ? and d.row_is_back = 1",
                String.class,
                JsonKeys.of(salesforceIds),
                sync)));
    }

    /** Whether any deletion is not over, or was taken back: whoever reads rows must tell {@link #rowsAreBack} then. */
    public boolean waitsForRows() {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from deletion where sync = ? and row_is_back = 0 and status in ('noted', 'intended',"
                        + " 'unknown', 'refused', 'restoring', 'restored'))",
                Boolean.class,
                sync));
    }

    /** Rows with these keys were read: what was to be deleted is not, and what was restored is like any other record again. */
    public void rowsAreBack(Collection<String> keys) {
        String json = JsonKeys.of(keys);
        String among = " and record_key" + database.dialect().isWanted();
        database.with(db -> db.update(
                "delete from deletion where sync = ? and status in ('noted', 'refused')" + among, sync, json));
        database.with(db -> db.update(
                "update deletion set row_is_back = 1, payload = case when status = 'restored' then null else payload end"
                        + " where sync = ? and status in ('intended', 'unknown', 'restoring',"
                        + " 'restored')" + among,
                sync,
                json));
    }

    /**
     * What may keep records from being deleted by whoever finds their rows gone, by key: Salesforce refused it before, see {@link
     * Deletion#holds}, or a person restored the record and its row has not come back. Others are absent.
     */
    public Map<String, Deletion> holding(Collection<String> keys) {
        Map<String, Deletion> found = new HashMap<>();
        database.with(db -> db.query(
                        "select " + DeletionRow.COLUMNS + " from "
                                + database.dialect().wanted("deletion d", "d.record_key")
                                + " and d.sync = ? and d.row_is_back = 0"
                                + " and d.status in ('restoring', 'restored', 'refused')",
                        DeletionRow.DELETION,
                        JsonKeys.of(keys),
                        sync))
                .forEach(deletion -> found.merge(
                        deletion.key(),
                        deletion,
                        (one, other) -> one.status() == DeletionStatus.REFUSED ? other : one));
        return found;
    }

    /** How many records were deleted since then, or may have been. */
    public long deletedSince(Instant since) {
        return database.with(db -> db.queryForObject(
                "select count(*) from deletion where sync = ? and (status = 'deleted' and ended_at >= ?"
                        + " or status in ('intended', 'unknown') and intended_at >= ?)",
                Long.class,
                sync,
                since.toEpochMilli(),
                since.toEpochMilli()));
    }

    /** All of a key, the last one first. */
    public List<Deletion> of(String key) {
        return database.with(db -> db.query(
                "select " + DeletionRow.COLUMNS + " from deletion d where d.record_key = ? and d.sync = ?"
                        + " order by d.intended_at desc",
                DeletionRow.DELETION,
                key,
                sync));
    }

    /** How many there are of each status; those that do not occur are absent. */
    public Map<DeletionStatus, Long> counts() {
        Map<DeletionStatus, Long> counts = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select status, count(*) from deletion where sync = ? group by status",
                    row -> {
                        counts.put(DeletionStatus.of(row.getString(1)), row.getLong(2));
                    },
                    sync);
            return null;
        });
        return counts;
    }

    /** Erases all of a key. */
    void forget(String key) {
        leftOut.forget(key);
        database.with(db -> db.update("delete from deletion where record_key = ? and sync = ?", key, sync));
    }

    /** With the records that the state forgets, those that were refused are forgotten; what was deleted can still be restored. */
    void forgetRefused() {
        database.with(db -> db.update("delete from deletion where sync = ? and status in ('noted', 'refused')", sync));
    }
}
