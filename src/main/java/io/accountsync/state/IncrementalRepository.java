package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Remembers what Salesforce confirmed for each key of one sync. A real Camel {@link IdempotentRepository}, so that a
 * {@code file:} source or anyone's own route can use it, with batch methods beside it for the run. A key that was added is
 * pending in memory until it is confirmed; after a crash it is as if it had never been added.
 */
public final class IncrementalRepository extends ServiceSupport implements IdempotentRepository {
    private final StateDatabase database;
    private final String sync;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();

    public IncrementalRepository(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * Looks up many keys at once; about 1,000 is a good page.
     *
     * @return what is known, by key; keys that are not known are absent
     */
    public Map<String, SyncedRecord> find(Collection<String> keys) {
        String sql = "select r.record_key, r.fingerprint, r.salesforce_id from "
                + database.dialect().wantedKeys()
                + " cross join synced_record r where r.record_key = wanted.value and r.sync = ?";
        Map<String, SyncedRecord> found = new HashMap<>(keys.size() * 2);
        database.with(db -> {
            db.query(
                    sql,
                    row -> {
                        SyncedRecord record = new SyncedRecord(row.getString(1), row.getBytes(2), row.getString(3));
                        found.put(record.key(), record);
                    },
                    JsonKeys.of(keys),
                    sync);
            return null;
        });
        return found;
    }

    /** Remembers records that Salesforce confirmed. Call it within {@link StateDatabase#atomically} with what belongs to it. */
    public void confirm(List<SyncedRecord> records, long runId) {
        long now = database.now();
        database.with(db -> db.batchUpdate(
                """
                insert into synced_record (record_key, sync, fingerprint, salesforce_id, sent_at, run_id)
                values (?, ?, ?, ?, ?, ?)
                on conflict (record_key, sync) do update set
                  fingerprint = excluded.fingerprint, salesforce_id = excluded.salesforce_id,
                  sent_at = excluded.sent_at, run_id = excluded.run_id
                """,
                records,
                records.size(),
                (statement, record) -> {
                    statement.setString(1, record.key());
                    statement.setString(2, sync);
                    statement.setBytes(3, record.fingerprint());
                    statement.setString(4, record.salesforceId());
                    statement.setLong(5, now);
                    statement.setLong(6, runId);
                }));
    }

    /** How many records are known. Reads an index once through: not for every run. */
    public long count() {
        return database.with(
                db -> db.queryForObject("select count(*) from synced_record where sync = ?", Long.class, sync));
    }

    @Override
    public boolean add(String key) {
        return !known(key) && pending.add(key);
    }

    @Override
    public boolean contains(String key) {
        return pending.contains(key) || known(key);
    }

    @Override
    public boolean remove(String key) {
        boolean wasPending = pending.remove(key);
        int rows = database.with(
                db -> db.update("delete from synced_record where record_key = ? and sync = ?", key, sync));
        return wasPending || rows > 0;
    }

    @Override
    public boolean confirm(String key) {
        confirm(List.of(new SyncedRecord(key, null, null)), 0);
        return pending.remove(key);
    }

    /** Forgets all records of this sync, pending ones too. */
    @Override
    public void clear() {
        pending.clear();
        database.with(db -> db.update("delete from synced_record where sync = ?", sync));
    }

    private boolean known(String key) {
        return !find(List.of(key)).isEmpty();
    }
}
