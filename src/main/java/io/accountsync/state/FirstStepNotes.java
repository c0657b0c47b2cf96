package io.accountsync.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The records of one sync whose first of {@link TwoSteps} is on its way, or nobody has heard what became of it: its second one is due
 * once Salesforce has the record. Write within {@link SyncState#write}.
 */
public final class FirstStepNotes {
    private static final int KEYS_A_STATEMENT = 1000;

    private final StateDatabase database;
    private final String sync;

    FirstStepNotes(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * One of them.
     *
     * @param payload what was sent, as JSON; null where it is not kept
     * @param byJob whether by a Bulk job whose results are to come
     */
    public record Note(String key, String payload, boolean byJob) {
        /** Without the payload, which is a row's contents. */
        @Override
        public String toString() {
            return "Note[" + key + "]";
        }
    }

    /** Notes records that are about to be sent by a call. */
    public void begin(List<Note> notes) {
        if (notes.isEmpty()) {
            return;
        }
        long now = database.now();
        database.with(db -> db.batchUpdate(
                "insert into first_step (record_key, sync, payload, begun_at) values (?, ?, ?, ?) on conflict"
                        + " (record_key, sync) do update set payload = excluded.payload, begun_at = excluded.begun_at,"
                        + " job_id = null",
                notes,
                notes.size(),
                (statement, note) -> {
                    statement.setString(1, note.key());
                    statement.setString(2, sync);
                    statement.setString(3, note.payload());
                    statement.setLong(4, now);
                }));
    }

    /** Notes records that are about to be uploaded to a Bulk job. */
    public void beginOfJob(String job, List<String> keys) {
        long now = database.now();
        for (int i = 0; i < keys.size(); i += KEYS_A_STATEMENT) {
            String some = JsonKeys.of(keys.subList(i, Math.min(keys.size(), i + KEYS_A_STATEMENT)));
            database.with(db -> db.update(
                    "insert into first_step (record_key, sync, job_id, begun_at) select distinct wanted.value, ?, ?,"
                            + " cast(? as bigint) from "
                            + database.dialect().wantedKeys()
                            + " where true on conflict (record_key, sync) do update set payload = null,"
                            + " begun_at = excluded.begun_at, job_id = excluded.job_id",
                    sync,
                    job,
                    now,
                    some));
        }
    }

    /** Those of these keys. */
    public Set<String> among(Collection<String> keys) {
        return keys.isEmpty() ? Set.of() : find(keys, "", List.of());
    }

    /** Those of these keys that a Bulk job sent. */
    public Set<String> ofJob(String job, Collection<String> keys) {
        return find(keys, " and n.job_id = ?", List.of(job));
    }

    private Set<String> find(Collection<String> keys, String condition, List<String> arguments) {
        List<Object> all = new ArrayList<>(List.of(JsonKeys.of(keys), sync));
        all.addAll(arguments);
        return new HashSet<>(database.with(db -> db.queryForList(
                "select n.record_key from " + database.dialect().wanted("first_step n", "n.record_key")
                        + " and n.sync = ?" + condition,
                String.class,
                all.toArray())));
    }

    /** The next notes, in the order of their keys. */
    public List<Note> page(String after, int limit) {
        return database.with(db -> db.query(
                "select record_key, payload, job_id from first_step where record_key > ? and sync = ?"
                        + " order by record_key limit ?",
                (row, n) -> new Note(row.getString(1), row.getString(2), row.getString(3) != null),
                after,
                sync,
                limit));
    }

    /** It is known what became of these records. */
    public void end(Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        database.with(db -> db.update(
                "delete from first_step where sync = ? and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }

    /** All results of a Bulk job are judged. */
    public void endOfJob(String job) {
        database.with(db -> db.update("delete from first_step where sync = ? and job_id = ?", sync, job));
    }

    /** A Bulk job has ended, and what became of its records cannot be asked any more. */
    public void keepOfJob(String job) {
        database.with(db -> db.update("update first_step set job_id = null where sync = ? and job_id = ?", sync, job));
    }

    /** Deletes all payloads. */
    public void deletePayloads() {
        database.with(
                db -> db.update("update first_step set payload = null where sync = ? and payload is not null", sync));
    }

    /** Deletes payloads that were sent that long ago. */
    public void deletePayloadsOlderThan(Duration age) {
        long limit = database.now() - age.toMillis();
        database.with(db -> db.update(
                "update first_step set payload = null where sync = ? and payload is not null and begun_at < ?",
                sync,
                limit));
    }

    /** Forgets all. */
    void clear() {
        database.with(db -> db.update("delete from first_step where sync = ?", sync));
    }
}
