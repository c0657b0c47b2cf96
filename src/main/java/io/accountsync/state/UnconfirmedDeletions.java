package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The deletions of one sync that were intended and whose end nobody knows yet. */
public final class UnconfirmedDeletions {
    private final StateDatabase database;
    private final String sync;

    UnconfirmedDeletions(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * A page of those of which nobody knows whether Salesforce carried them out, in the order of their Salesforce ids.
     *
     * @param afterId the last id of the page before, or the empty text
     */
    public List<Deletion> page(String afterId, int limit) {
        return database.with(db -> db.query(
                "select " + DeletionRow.COLUMNS
                        + " from deletion d where d.sync = ? and d.status in ('intended', 'unknown')"
                        + " and d.salesforce_id > ? order by d.salesforce_id limit ?",
                DeletionRow.DELETION,
                sync,
                afterId,
                limit));
    }

    /** A page of those that a run intended and that have not ended, in the order of their Salesforce ids. */
    public List<Deletion> intendedBy(long runId, String afterId, int limit) {
        return database.with(db -> db.query(
                "select " + DeletionRow.COLUMNS
                        + " from deletion d where d.sync = ? and d.status = 'intended' and d.run_id = ?"
                        + " and d.salesforce_id > ? order by d.salesforce_id limit ?",
                DeletionRow.DELETION,
                sync,
                runId,
                afterId,
                limit));
    }

    /** How many these are. */
    public long countIntendedBy(long runId) {
        return database.with(db -> db.queryForObject(
                "select count(*) from deletion where sync = ? and status = 'intended' and run_id = ?",
                Long.class,
                sync,
                runId));
    }

    /** Whether there are any. */
    public boolean exist() {
        return !page("", 1).isEmpty();
    }

    /** Those of these Salesforce ids that are intended or unknown, by id. */
    public Map<String, Deletion> among(Collection<String> salesforceIds) {
        Map<String, Deletion> found = new HashMap<>();
        database.with(db -> db.query(
                        "select " + DeletionRow.COLUMNS + " from "
                                + database.dialect().wanted("deletion d", "d.salesforce_id") + " and d.sync = ?"
                                + " and d.status in ('intended', 'unknown')",
                        DeletionRow.DELETION,
                        JsonKeys.of(salesforceIds),
                        sync))
                .forEach(deletion -> found.put(deletion.salesforceId(), deletion));
        return found;
    }
}
