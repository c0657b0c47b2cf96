package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;

/** The parked records of one sync: known with reason and payload until they succeed, change, or are dropped. */
public final class RejectedRecords {
    private static final String COLUMNS =
            "r.record_key, r.fingerprint, r.payload, r.parent_key, r.error_class, r.code, r.message, r.fields";
    private static final RowMapper<RejectedRecord> RECORD = (row, n) -> new RejectedRecord(
            row.getString(1),
            row.getBytes(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8));

    private final StateDatabase database;
    private final String sync;

    public RejectedRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** What is known of these keys; keys that are not parked are absent. */
    public Map<String, RejectedRecord> find(Collection<String> keys) {
        Map<String, RejectedRecord> found = new HashMap<>();
        List<RejectedRecord> records = database.with(db -> db.query(
                "select " + COLUMNS + " from " + database.dialect().wantedKeys()
                        + " cross join rejected_record r where r.record_key = wanted.value and r.sync = ?",
                RECORD,
                JsonKeys.of(keys),
                sync));
        records.forEach(record -> found.put(record.key(), record));
        return found;
    }

    /**
     * A page of the parked records of a class that have a payload, in the order of their keys.
     *
     * @param afterKey the last key of the page before, or the empty text
     */
    public List<RejectedRecord> page(String errorClass, String afterKey, int limit) {
        return database.with(db -> db.query(
                "select " + COLUMNS + " from rejected_record r where r.sync = ? and r.error_class = ?"
                        + " and r.payload is not null and r.record_key > ? order by r.record_key limit ?",
                RECORD,
                sync,
                errorClass,
                afterKey,
                limit));
    }

    /** Parks records, or adds an attempt to those that are parked already. Of several with one key the last stays. */
    public void park(List<RejectedRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        long now = database.now();
        database.with(db -> db.batchUpdate(
                """
                insert into rejected_record (record_key, sync, fingerprint, payload, parent_key, error_class, code,
                  message, fields, attempts, first_at, last_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
                on conflict (record_key, sync) do update set
                  fingerprint = excluded.fingerprint, payload = excluded.payload,
                  parent_key = excluded.parent_key, error_class = excluded.error_class, code = excluded.code,
                  message = excluded.message, fields = excluded.fields,
                  attempts = rejected_record.attempts + 1, last_at = excluded.last_at
                """,
                records,
                records.size(),
                (statement, record) -> {
                    statement.setString(1, record.key());
                    statement.setString(2, sync);
                    statement.setBytes(3, record.fingerprint());
                    statement.setString(4, record.payload());
                    statement.setString(5, storable(record.parentKey()));
                    statement.setString(6, record.errorClass());
                    statement.setString(7, storable(record.code()));
                    statement.setString(8, storable(record.message()));
                    statement.setString(9, storable(record.fields()));
                    statement.setLong(10, now);
                    statement.setLong(11, now);
                }));
    }

    /** Forgets records, as when Salesforce has taken them; those that are not parked are no mistake. */
    public void remove(Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        database.with(db -> db.update(
                "delete from rejected_record where sync = ? and record_key in (select wanted.value from "
                        + database.dialect().wantedKeys() + ")",
                sync,
                JsonKeys.of(keys)));
    }

    /** How many records are parked. */
    public long count() {
        return database.with(
                db -> db.queryForObject("select count(*) from rejected_record where sync = ?", Long.class, sync));
    }

    /** How many records are parked for each code, the most frequent first. */
    public Map<String, Long> countByCode() {
        Map<String, Long> counts = new LinkedHashMap<>();
        database.with(db -> {
            db.query(
                    "select code, count(*) from rejected_record where sync = ? group by code order by 2 desc, 1",
                    row -> {
                        counts.put(row.getString(1), row.getLong(2));
                    },
                    sync);
            return null;
        });
        return counts;
    }

    /** Without U+0000, which PostgreSQL cannot store and an answer can quote. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
