package io.accountsync.state;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/** The rejected records of one sync: known with reason and payload until they succeed, change, or are dropped. */
public final class RejectedRecords {
    private static final String COLUMNS =
            "r.record_key, r.fingerprint, r.payload, r.parent_key, r.error_class, r.code, r.message, r.fields,"
                    + " r.external_id";
    private static final RowMapper<RejectedRecord> RECORD = (row, n) -> new RejectedRecord(
            row.getString(1),
            row.getBytes(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9));

    private static final RowMapper<RejectedAttempts> DETAIL = (row, n) -> new RejectedAttempts(
            RECORD.mapRow(row, n), row.getLong(10), row.getLong(11), row.getLong(12), row.getString(13));

    private final StateDatabase database;
    private final String sync;

    public RejectedRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** What is known of these keys; keys that are not rejected are absent. */
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
     * A page of the rejected records of a class that have a payload, in the order of their keys.
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

    /** The codes of records that Salesforce rejected for good, which no run sends again by itself. */
    public List<String> rejectedCodes() {
        return database.with(db -> db.queryForList(
                "select distinct code from rejected_record where sync = ? and error_class = 'reject' order by code",
                String.class,
                sync));
    }

    /** A few of the records that were rejected for good with a code: those that were tried the longest time ago. */
    public List<RejectedRecord> triedLongestAgo(String code, int limit) {
        return database.with(db -> db.query(
                "select " + COLUMNS + " from rejected_record r where r.sync = ? and r.error_class = 'reject'"
                        + " and r.code = ? order by r.last_at, r.record_key limit ?",
                RECORD,
                sync,
                code,
                limit));
    }

    /** A page of the records that were rejected for good with a code, like {@link #page}. */
    public List<RejectedRecord> pageOfCode(String code, String afterKey, int limit) {
        return database.with(db -> db.query(
                "select " + COLUMNS + " from rejected_record r where r.sync = ? and r.error_class = 'reject'"
                        + " and r.code = ? and r.record_key > ? order by r.record_key limit ?",
                RECORD,
                sync,
                code,
                afterKey,
                limit));
    }

    /** Lets the next run send those that were rejected for good with a code and whose payload is not kept. */
    public void retryWithoutPayload(String code) {
        database.with(db -> db.update(
                "update rejected_record set due = 1, error_class = 'retry' where sync = ? and error_class = 'reject'"
                        + " and code = ? and payload is null",
                sync,
                code));
    }

    /** Records rejections, or adds an attempt to those that are there already. Of several with one key the last stays. */
    public void add(List<RejectedRecord> records) {
        add(records, "");
    }

    /**
     * The same for payloads that are older than what is there, except where that is a row that could not be mapped: it
     * is
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
                "delete from rejected_record where sync = ? and record_key in (select wanted.value from "
                        + database.dialect().wantedKeys() + ")",
                sync,
                JsonKeys.of(keys)));
    }

    /**
     * A page of all rejected records with what is known of their attempts, in the order of their keys.
     *
     * @param afterKey the last key of the page before, or the empty text
     */
    public List<RejectedAttempts> details(String afterKey, int limit) {
        return database.with(db -> db.query(
                "select " + COLUMNS + ", r.attempts, r.first_at, r.last_at, r.place from rejected_record r"
                        + " where r.sync = ? and r.record_key > ? order by r.record_key limit ?",
                DETAIL,
                sync,
                afterKey,
                limit));
    }

    /** One rejected record with what is known of its attempts. */
    public Optional<RejectedAttempts> detail(String key) {
        return database
                .with(db -> db.query(
                        "select " + COLUMNS + ", r.attempts, r.first_at, r.last_at, r.place from rejected_record r"
                                + " where r.sync = ? and r.record_key = ?",
                        DETAIL,
                        sync,
                        key))
                .stream()
                .findFirst();
    }

    /**
     * Marks records: the next run sends them again, read or not. Of one without payload the next run reads the row.
     *
     * @return how many of these keys are rejected
     */
    public int retry(Collection<String> keys) {
        return database.with(db -> db.update(
                "update rejected_record set due = 1, error_class = 'retry' where sync = ? and record_key in"
                        + " (select wanted.value from " + database.dialect().wantedKeys() + ")",
                sync,
                JsonKeys.of(keys)));
    }

    /** Lets the next run send all rejected records; returns how many there are. */
    public int retryAll() {
        return database.with(
                db -> db.update("update rejected_record set due = 1, error_class = 'retry' where sync = ?", sync));
    }

    /** Whether records are to be sent again whose rows must be read for that, since their payload is not kept. */
    public boolean needRows() {
        return any("due = 1 and payload is null");
    }

    /** Whether there is a payload. */
    public boolean havePayloads() {
        return any("payload is not null");
    }

    /**
     * The rows that {@link #needRows} asked for have been read. Those of them that are still rejected are not at the
     * source.
     */
    public void rowsWereRead() {
        database.with(db ->
                db.update("update rejected_record set due = 0 where sync = ? and due = 1 and payload is null", sync));
    }

    /** Deletes all payloads; what was rejected, and why, stays known. */
    public void deletePayloads() {
        database.with(db ->
                db.update("update rejected_record set payload = null where sync = ? and payload is not null", sync));
    }

    /** Deletes payloads that were last tried that long ago, except of records that are sent again by themselves. */
    public void deletePayloadsOlderThan(Duration age) {
        long limit = database.now() - age.toMillis();
        database.with(db -> db.update(
                "update rejected_record set payload = null where sync = ? and payload is not null and last_at < ?"
                        + " and error_class not in ('retry', 'later')",
                sync,
                limit));
    }

    /** Forgets all records. */
    public void clear() {
        database.with(db -> db.update("delete from rejected_record where sync = ?", sync));
    }

    private boolean any(String condition) {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from rejected_record where sync = ? and " + condition + ")",
                Boolean.class,
                sync));
    }

    /** How many records are rejected. */
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

    /** How many records are rejected for each code, the most frequent first. */
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
