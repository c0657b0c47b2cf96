package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records of one sync whose rows are gone and that wait for other syncs, since records of those hang on them. Known from the run
 * that first found the row gone until the record is deleted or its row is back. Write within {@link SyncState#write}.
 */
public final class WaitingDeletions {
    private final StateDatabase database;
    private final String sync;

    public WaitingDeletions(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** After which run another sync must have begun one, by key; keys of which nothing waits are absent. */
    public Map<String, Long> afterRun(Collection<String> keys) {
        Map<String, Long> found = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select w.record_key, w.after_run from "
                            + database.dialect().wanted("waiting_deletion w", "w.record_key") + " and w.sync = ?",
                    row -> {
                        found.put(row.getString(1), row.getLong(2));
                    },
                    JsonKeys.of(keys),
                    sync);
            return null;
        });
        return found;
    }

    /**
     * Records wait; those that waited before go on doing so as they did.
     *
     * @param waitsFor the syncs that each waits for, as a text for people, by key
     * @param afterRun the last run that had begun when their rows were found gone
     */
    public void add(Map<String, String> waitsFor, long afterRun) {
        List<Map.Entry<String, String>> all = List.copyOf(waitsFor.entrySet());
        if (all.isEmpty()) {
            return;
        }
        long now = database.now();
        database.with(db -> db.batchUpdate(
                "insert into waiting_deletion (record_key, sync, waits_for, after_run, found_at) values (?, ?, ?, ?, ?)"
                        + " on conflict (record_key, sync) do update set waits_for = excluded.waits_for",
                all,
                all.size(),
                (statement, one) -> {
                    statement.setString(1, one.getKey());
                    statement.setString(2, sync);
                    statement.setString(3, one.getValue());
                    statement.setLong(4, afterRun);
                    statement.setLong(5, now);
                }));
    }

    /** These wait no more, whenever they are deleted. */
    public void end(Collection<String> keys) {
        database.with(db -> db.update(
                "update waiting_deletion set waits_for = '' where sync = ? and waits_for <> '' and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }

    /** Whether there are any, waiting or not deleted yet. */
    public boolean exist() {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from waiting_deletion where sync = ?)", Boolean.class, sync));
    }

    /** How many wait, by the syncs that they wait for. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        database.with(db -> {
            db.query(
                    "select waits_for, count(*) from waiting_deletion where sync = ? and waits_for <> '' group by waits_for",
                    row -> {
                        counts.put(row.getString(1), row.getLong(2));
                    },
                    sync);
            return null;
        });
        return counts;
    }

    /** What one of them waits for; empty when it waits for nothing. */
    public Optional<String> of(String key) {
        return database
                .with(db -> db.queryForList(
                        "select waits_for from waiting_deletion where record_key = ? and sync = ? and waits_for <> ''",
                        String.class,
                        key,
                        sync))
                .stream()
                .findFirst();
    }

    /** Forgets these: they are deleted, or their rows are back. */
    public void remove(Collection<String> keys) {
        database.with(db -> db.update(
                "delete from waiting_deletion where sync = ? and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }

    /** Forgets all. */
    public void clear() {
        database.with(db -> db.update("delete from waiting_deletion where sync = ?", sync));
    }
}
