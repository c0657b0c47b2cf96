package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of one sync that Salesforce rejected, or that are deferred: known with reason and payload until they succeed,
 * change, or are dropped.
 */
public final class RejectedRecords {
    private final StateDatabase database;
    private final String sync;
    private final RejectedRetries retries;
    private final RejectedPayloads payloads;

    public RejectedRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
        this.retries = new RejectedRetries(database, sync);
        this.payloads = new RejectedPayloads(database, sync);
    }

    /** Which of them are sent again. */
    public RejectedRetries retries() {
        return retries;
    }

    /** What they would have sent. */
    public RejectedPayloads payloads() {
        return payloads;
    }

    /** What is known of these keys; keys that are not rejected are absent. */
    public Map<String, RejectedRecord> find(Collection<String> keys) {
        Map<String, RejectedRecord> found = new HashMap<>();
        List<RejectedRecord> records = database.with(db -> db.query(
                "select " + RejectedRow.COLUMNS + " from "
                        + database.dialect().wanted("rejected_record r", "r.record_key") + " and r.sync = ?",
                RejectedRow.RECORD,
                JsonKeys.of(keys),
                sync));
        records.forEach(record -> found.put(record.key(), record));
        return found;
    }

    /** Keeps records, or adds an attempt to those that are kept already. Of several with one key the last stays. */
    public void add(List<RejectedRecord> records) {
        add(records, "");
    }

    /**
     * The same for payloads that are older than what is kept, except where that is a row that could not be mapped: it is
     * newer, and stays known as what it is. Only such a row has no fingerprint.
     */
    public void addUnlessInvalid(List<RejectedRecord> records) {
        add(records, " where rejected_record.fingerprint is not null");
    }

    private void add(List<RejectedRecord> records, String condition) {
        if (records.isEmpty()) {
            return;
        }
        long now = database.now();
        database.with(db -> db.batchUpdate(
                """
                insert into rejected_record (record_key, sync, fingerprint, payload, parent_key, error_class, code,
                  message, fields, external_id, attempts, first_at, last_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
                on conflict (record_key, sync) do update set
                  fingerprint = excluded.fingerprint, payload = excluded.payload,
                  parent_key = excluded.parent_key, error_class = excluded.error_class, code = excluded.code,
                  message = excluded.message, fields = excluded.fields, external_id = excluded.external_id,
                  attempts = rejected_record.attempts + 1, last_at = excluded.last_at, due = 0, place = null
                """
                        + condition,
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
                    statement.setString(10, storable(record.externalId()));
                    statement.setLong(11, now);
                    statement.setLong(12, now);
                }));
    }

    /** Forgets records, as when Salesforce has taken them; those that are not rejected are not mistakes. */
    public void remove(Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        database.with(db -> db.update(
                "delete from rejected_record where sync = ? and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }

    /**
     * A page of all these records with what is known of their attempts, in the order of their keys.
     *
     * @param afterKey the last key of the page before, or the empty text
     */
    public List<RejectedAttempts> details(String afterKey, int limit) {
        return database.with(db -> db.query(
                "select " + RejectedRow.DETAIL_COLUMNS + " from rejected_record r"
                        + " where r.sync = ? and r.record_key > ? order by r.record_key limit ?",
                RejectedRow.DETAIL,
                sync,
                afterKey,
                limit));
    }

    /** One record with what is known of its attempts. */
    public Optional<RejectedAttempts> detail(String key) {
        return database
                .with(db -> db.query(
                        "select " + RejectedRow.DETAIL_COLUMNS + " from rejected_record r"
                                + " where r.sync = ? and r.record_key = ?",
                        RejectedRow.DETAIL,
                        sync,
                        key))
                .stream()
                .findFirst();
    }

    /** Forgets all records. */
    public void clear() {
        database.with(db -> db.update("delete from rejected_record where sync = ?", sync));
    }

    /** Whether there is no record. */
    public boolean isEmpty() {
        return !database.with(db ->
                db.queryForObject("select exists (select 1 from rejected_record where sync = ?)", Boolean.class, sync));
    }

    /** How many records there are. */
    public long count() {
        return database.with(
                db -> db.queryForObject("select count(*) from rejected_record where sync = ?", Long.class, sync));
    }

    /** How many are deferred for locks and limits, not counting those that a person asked for. */
    public long countDeferred() {
        return database.with(db -> db.queryForObject(
                "select count(*) from rejected_record where sync = ? and error_class = 'retry' and due = 0",
                Long.class,
                sync));
    }

    /** How many did not pass for each code, the most frequent first. */
    public Map<String, Long> countByCode() {
        Map<String, Long> counts = new LinkedHashMap<>();
        database.with(db -> {
            db.query(
                    "select code, count(*) from rejected_record where sync = ? and error_class <> ? group by code"
                            + " order by 2 desc, 1",
                    row -> {
                        counts.put(row.getString(1), row.getLong(2));
                    },
                    sync,
                    RejectedRecord.ABSENT);
            return null;
        });
        return counts;
    }

    /** Without U+0000, which PostgreSQL cannot store and an answer can quote. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
