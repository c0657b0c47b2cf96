package io.accountsync.state;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The very records of one sync that plans of its stream would delete or flag: those of the plan that waits for a person, and those that a
 * person approved, until it has happened to them or their rows are back. Safe for several threads.
 */
public final class ApprovedDeletions {
    private final StateDatabase database;
    private final String sync;

    ApprovedDeletions(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * Begins to keep what a plan is about, in place of what nobody approved. Call it within {@link SyncState#write}, before {@link #add}.
     * What was deleted, or has another id by now, is forgotten: its approval was for the record that it was.
     */
    public void begin() {
        database.with(db -> db.update(
                "delete from approved_deletion where sync = ? and (approved = 0 or not exists (select 1 from synced_record r"
                        + " where r.record_key = approved_deletion.record_key and r.sync = approved_deletion.sync"
                        + " and r.salesforce_id = approved_deletion.salesforce_id))",
                sync));
    }

    /**
     * Keeps what a plan is about. Call it within {@link SyncState#write}.
     *
     * @param action what would happen to them
     */
    public void add(String plan, String action, Map<String, String> idsByKey) {
        remove(idsByKey.keySet());
        idsByKey.forEach((key, id) -> database.with(db -> db.update(
                "insert into approved_deletion (record_key, sync, salesforce_id, action, plan) values (?, ?, ?, ?, ?)",
                key,
                sync,
                id,
                action,
                plan)));
    }

    /** A person approves the plan, if it is the one that waits. */
    void approve(String plan) {
        database.with(db -> db.update(
                "update approved_deletion set approved = 1 where sync = ? and plan = ?"
                        + " and exists (select 1 from stream_plan p where p.sync = ? and p.plan = ?)",
                sync,
                plan,
                sync,
                plan));
    }

    /** The keys of those of these very records that a person approved this for. */
    public Set<String> among(String action, Map<String, String> idsByKey) {
        Set<String> approved = new HashSet<>();
        database
                .with(db -> db.query(
                        "select a.record_key, a.salesforce_id from "
                                + database.dialect().wanted("approved_deletion a", "a.record_key") + " and a.sync = ?"
                                + " and a.action = ? and a.approved = 1",
                        (row, n) -> Map.entry(row.getString(1), row.getString(2)),
                        JsonKeys.of(new TreeSet<>(idsByKey.keySet())),
                        sync,
                        action))
                .stream()
                .filter(entry -> Objects.equals(idsByKey.get(entry.getKey()), entry.getValue()))
                .forEach(entry -> approved.add(entry.getKey()));
        return approved;
    }

    /** Whether there are any. */
    public boolean isAny() {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from approved_deletion where sync = ?)", Boolean.class, sync));
    }

    /** Forgets these: their rows are back. Call it within {@link SyncState#write}. */
    public void remove(Collection<String> keys) {
        database.with(db -> db.update(
                "delete from approved_deletion where sync = ? and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }

    /** Forgets all. */
    void clear() {
        database.with(db -> db.update("delete from approved_deletion where sync = ?", sync));
    }
}
