package io.accountsync.state;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What Salesforce confirmed for each key of one sync. Safe for several threads. */
public final class SyncedRecords {
    private static final int FINGERPRINT = 16;

    /** For SQLite; a key that is not known has no fingerprint. */
    private static final String OTHERS = "select wanted.key from json_each(?) as wanted"
            + " left join synced_record r on r.record_key = wanted.value and r.sync = ?"
            + " where r.fingerprint is not substr(?, wanted.key * 16 + 1, 16)";

    private final StateDatabase database;
    private final String sync;

    public SyncedRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** When records were last confirmed, in milliseconds since 1970, by key; those that never were are absent. */
    public Map<String, Long> sentAt(Collection<String> keys) {
        return byKey("r.sent_at", " and r.salesforce_id is not null", keys, (key, row) -> row.getLong(2));
    }

    /** The hashes of the fields that Salesforce confirmed, by key; records without are absent. */
    public Map<String, byte[]> fieldHashes(Collection<String> keys) {
        return byKey(
                "r.field_hashes",
                " and r.fingerprint is not null and r.field_hashes is not null",
                keys,
                (key, row) -> row.getBytes(2));
    }

    /**
     * Looks up many keys at once; about 1,000 is a good page. Without the hashes of the fields.
     *
     * @return what is known, by key; keys that are not known are absent
     */
    public Map<String, SyncedRecord> find(Collection<String> keys) {
        return byKey(
                "r.fingerprint, r.salesforce_id, r.created",
                "",
                keys,
                (key, row) -> new SyncedRecord(key, row.getBytes(2), row.getString(3), null, row.getInt(4) == 1));
    }

    /**
     * The places of those that Salesforce has not confirmed just so: of all others nothing need be read, which is a third of what it
     * costs to find them.
     *
     * @param fingerprints one for each key, sixteen bytes
     */
    public BitSet others(List<String> keys, List<byte[]> fingerprints) {
        BitSet others = new BitSet(keys.size());
        if (database.dialect() == Dialect.SQLITE) {
            ByteBuffer all = ByteBuffer.allocate(keys.size() * FINGERPRINT);
            fingerprints.forEach(all::put);
            database.with(db -> {
                RowCallbackHandler other = row -> others.set(row.getInt(1));
                db.query(OTHERS, other, JsonKeys.of(keys), sync, all.array());
                return null;
            });
            return others;
        }
        Map<String, byte[]> confirmed = byKey("r.fingerprint", "", keys, (key, row) -> row.getBytes(2));
        for (int i = 0; i < keys.size(); i++) {
            others.set(i, !Arrays.equals(confirmed.get(keys.get(i)), fingerprints.get(i)));
        }
        return others;
    }

    private interface KeyReader<T> {
        T read(String key, ResultSet row) throws SQLException;
    }

    private <T> Map<String, T> byKey(String columns, String condition, Collection<String> keys, KeyReader<T> reader) {
        List<String> wanted = List.copyOf(keys);
        Map<String, T> found = new HashMap<>(wanted.size() * 2);
        database.with(db -> {
            db.query(
                    "select " + database.dialect().found("r.record_key") + ", " + columns + " from "
                            + database.dialect().wanted("synced_record r", "r.record_key") + " and r.sync = ?"
                            + condition,
                    row -> {
                        String key = database.dialect().foundIn(row, wanted);
                        found.put(key, reader.read(key, row));
                    },
                    JsonKeys.of(wanted),
                    sync);
            return null;
        });
        return found;
    }

    /**
     * Remembers records that Salesforce confirmed. Of several with one key the last stays. Call it within {@link
     * StateDatabase#atomically} with what belongs to it.
     */
    public void confirm(List<SyncedRecord> records, long runId) {
        if (records.isEmpty()) {
            return;
        }
        ConfirmedRecords rows = new ConfirmedRecords(sync, database.now(), runId);
        database.with(db -> database.dialect() == Dialect.POSTGRESQL
                ? rows.writeByStatement(db, records)
                : rows.writeSomeAtATime(db, records));
    }

    /** What Salesforce has of these records is known again: what it confirmed earlier. */
    public void knownAgain(List<SyncedRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        database.with(db -> db.batchUpdate(
                "update synced_record set fingerprint = ?, field_hashes = ?,"
                        + " created = case when salesforce_id = ? then created else 0 end, salesforce_id = ?"
                        + " where record_key = ? and sync = ?",
                records,
                records.size(),
                (statement, record) -> {
                    statement.setBytes(1, record.fingerprint());
                    statement.setBytes(2, record.fieldHashes());
                    statement.setString(3, record.salesforceId());
                    statement.setString(4, record.salesforceId());
                    statement.setString(5, record.key());
                    statement.setString(6, sync);
                }));
    }

    /** Whether no record is known. */
    public boolean isEmpty() {
        return !database.with(db ->
                db.queryForObject("select exists (select 1 from synced_record where sync = ?)", Boolean.class, sync));
    }

    /** How many records are known. Reads an index once through: not for every run. */
    public long count() {
        return database.with(
                db -> db.queryForObject("select count(*) from synced_record where sync = ?", Long.class, sync));
    }

    /** The next keys, in their order. */
    public List<String> keys(String after, int limit) {
        return database.with(db -> db.queryForList(
                "select record_key from synced_record where record_key > ? and sync = ? order by record_key limit ?",
                String.class,
                after,
                sync,
                limit));
    }

    /** Those of these keys that were confirmed by a run or a later one. */
    public Set<String> confirmedSince(long runId, Collection<String> keys) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "select r.record_key from " + database.dialect().wanted("synced_record r", "r.record_key")
                        + " and r.sync = ? and r.run_id >= ?",
                String.class,
                JsonKeys.of(keys),
                sync,
                runId)));
    }

    boolean contains(String key) {
        return !find(List.of(key)).isEmpty();
    }

    /** Remembers a key; what Salesforce confirmed for it, if anything, stays as it is. */
    void add(String key) {
        long now = database.now();
        database.with(db -> db.update(
                "insert into synced_record (record_key, sync, sent_at) values (?, ?, ?)"
                        + " on conflict (record_key, sync) do nothing",
                key,
                sync,
                now));
    }

    /** Forgets a record; says whether it was known. */
    public boolean remove(String key) {
        return database.with(db -> db.update("delete from synced_record where record_key = ? and sync = ?", key, sync))
                > 0;
    }

    /**
     * Forgets those of these records that have these Salesforce ids, by key.
     *
     * @return the keys of those that were forgotten, or that were not known
     */
    Set<String> remove(Map<String, String> idsByKey) {
        List<Map.Entry<String, String>> all = List.copyOf(idsByKey.entrySet());
        database.with(db -> db.batchUpdate(
                "delete from synced_record where record_key = ? and sync = ? and salesforce_id = ?",
                all,
                all.size(),
                (statement, record) -> {
                    statement.setString(1, record.getKey());
                    statement.setString(2, sync);
                    statement.setString(3, record.getValue());
                }));
        Set<String> removed = new HashSet<>(idsByKey.keySet());
        removed.removeAll(find(idsByKey.keySet()).keySet());
        return removed;
    }

    /** Forgets all records of this sync. */
    public void clear() {
        database.with(db -> db.update("delete from synced_record where sync = ?", sync));
    }
}
