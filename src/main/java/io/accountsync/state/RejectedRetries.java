package io.accountsync.state;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Which rejected records of one sync are sent again: those that are deferred, a few that were rejected for good with each code,
 * and those that a person asked for.
 */
public final class RejectedRetries {
    /** In the column {@code due} of a record of which nothing waits to be sent; what is written of it later takes that away. */
    private static final int NOTHING_WAITS = 2;

    private final StateDatabase database;
    private final String sync;

    RejectedRetries(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * A page of the rejected records of a class that have a payload, in the order of their keys.
     *
     * @param afterKey the last key of the page before, or the empty text
     */
    public List<RejectedRecord> page(String errorClass, String afterKey, int limit) {
        return database.with(db -> db.query(
                "select " + RejectedRow.COLUMNS + " from rejected_record r where r.sync = ? and r.error_class = ?"
                        + " and r.payload is not null and r.record_key > ? order by r.record_key limit ?",
                RejectedRow.RECORD,
                sync,
                errorClass,
                afterKey,
                limit));
    }

    /**
     * When the first of the records that Salesforce did not have was last looked for, in milliseconds since 1970; the end of
     * time when there is none whose payload is kept.
     */
    public long absentSince() {
        return database.with(db -> Optional.ofNullable(db.queryForObject(
                        "select min(last_at) from rejected_record where sync = ? and error_class = ? and payload is not null",
                        Long.class,
                        sync,
                        RejectedRecord.ABSENT))
                .orElse(Long.MAX_VALUE));
    }

    /**
     * The codes of records that Salesforce rejected for good, which no run sends again by itself; without those that say that
     * a record is gone, of which one says nothing of another.
     */
    public List<String> rejectedCodes() {
        return database.with(db -> db.queryForList(
                "select distinct code from rejected_record where sync = ? and error_class = 'reject' and code not in (?, ?)"
                        + " order by code",
                String.class,
                sync,
                RejectedRecord.GONE,
                RejectedRecord.MERGED));
    }

    /** A few of the records that were rejected for good with a code: those that were tried the longest time ago. */
    public List<RejectedRecord> triedLongestAgo(String code, int limit) {
        return database.with(db -> db.query(
                "select " + RejectedRow.COLUMNS
                        + " from rejected_record r where r.sync = ? and r.error_class = 'reject'"
                        + " and r.code = ? order by r.last_at, r.record_key limit ?",
                RejectedRow.RECORD,
                sync,
                code,
                limit));
    }

    /** A page of the records that were rejected for good with a code, like {@link #page}. */
    public List<RejectedRecord> pageOfCode(String code, String afterKey, int limit) {
        return database.with(db -> db.query(
                "select " + RejectedRow.COLUMNS
                        + " from rejected_record r where r.sync = ? and r.error_class = 'reject'"
                        + " and r.code = ? and r.record_key > ? order by r.record_key limit ?",
                RejectedRow.RECORD,
                sync,
                code,
                afterKey,
                limit));
    }

    /** Lets rows be read and sent again that were rejected for good with a code and whose payload is not kept. */
    public void retryWithoutPayload(String code) {
        database.with(db -> db.update(
                "update rejected_record set due = 1, error_class = 'retry' where sync = ? and error_class = 'reject'"
                        + " and code = ? and payload is null",
                sync,
                code));
    }

    /** Notes of records that were rejected since they are gone that Salesforce had what is known of their rows. */
    public void nothingWaits(Collection<String> keys) {
        database.with(db -> db.update(
                "update rejected_record set due = ? where sync = ? and record_key"
                        + database.dialect().isWanted(),
                NOTHING_WAITS,
                sync,
                JsonKeys.of(keys)));
    }

    /** Those of these keys of which {@link #nothingWaits}. */
    public Set<String> withNothingToSend(Collection<String> keys) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "select r.record_key from " + database.dialect().wanted("rejected_record r", "r.record_key")
                        + " and r.sync = ? and r.due = ?",
                String.class,
                JsonKeys.of(keys),
                sync,
                NOTHING_WAITS)));
    }

    /**
     * Lets the next run send records again, read or not. Of one without payload it reads the row.
     *
     * @return how many of these keys are rejected
     */
    public int retry(Collection<String> keys) {
        return database.with(db -> db.update(
                "update rejected_record set due = 1, error_class = 'retry' where sync = ? and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }

    /**
     * How many there are of each class.
     *
     * @param keys empty for all
     */
    public Map<String, Long> classes(Collection<String> keys) {
        Map<String, Long> classes = new TreeMap<>();
        String all = "select error_class, count(*) from rejected_record where sync = ?";
        String group = " group by error_class";
        RowCallbackHandler take = row -> classes.put(row.getString(1), row.getLong(2));
        database.with(db -> {
            if (keys.isEmpty()) {
                db.query(all + group, take, sync);
            } else {
                db.query(
                        all + " and record_key" + database.dialect().isWanted() + group, take, sync, JsonKeys.of(keys));
            }
            return null;
        });
        return classes;
    }

    /** The same for all rejected records; returns how many there are. */
    public int retryAll() {
        return database.with(
                db -> db.update("update rejected_record set due = 1, error_class = 'retry' where sync = ?", sync));
    }

    /** Whether rows must be read for a retry, since the payload of their records is not kept. */
    public boolean needRows() {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from rejected_record where sync = ? and due = 1 and payload is null)",
                Boolean.class,
                sync));
    }

    /** The rows that {@link #needRows} asked for have been read. Those of them that are still rejected are not at the source. */
    public void rowsWereRead() {
        database.with(db ->
                db.update("update rejected_record set due = 0 where sync = ? and due = 1 and payload is null", sync));
    }
}
