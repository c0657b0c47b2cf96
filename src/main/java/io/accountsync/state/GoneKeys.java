package io.accountsync.state;

import io.accountsync.mapping.Payload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The keys of a run whose rows are gone, or may be, in a table next to its changes, and what of their records is sent. Which of
 * them something happens to is known once all rows were read. Safe for several threads.
 */
public final class GoneKeys {
    static final String TABLE = "create table gone (record_key text primary key, how text not null, salesforce_id text,"
            + " created integer not null default 0, status integer not null default 0, named integer not null default 0)";

    private static final int OPEN = 0;
    private static final int BACK = 1;
    private static final int CHOSEN = 2;

    /**
     * One of them.
     *
     * @param how it is known, a word of whoever found it
     * @param salesforceId null until it was looked up
     * @param created whether this sync created the record
     */
    public record GoneKey(String key, String how, String salesforceId, boolean created) {}

    private final ChangeFile file;
    private final ChangeTable changes;
    private final DuplicateRows duplicates;

    /** @param duplicates notes the pairs of rows with one key */
    GoneKeys(ChangeFile file, ChangeTable changes, DuplicateRows duplicates) {
        this.changes = changes;
        this.file = file;
        this.duplicates = duplicates;
    }

    /**
     * Adds rows that this run read, and which say that their records are gone.
     *
     * @return how many rows, of these or of earlier ones, fell out as older duplicates
     */
    public long addTombstones(List<Change> rows) {
        return file.with(db -> new NewestRows(db, changes, duplicates).add(rows, ChangeStatus.TOMBSTONE));
    }

    /** Adds keys; of one that is there already the first word counts. */
    public void add(Collection<String> keys, String how) {
        file.with(db -> {
            db.update(
                    "insert into gone (record_key, how) select value, ? from json_each(?) where true on conflict do nothing",
                    how,
                    JsonKeys.of(keys));
            return null;
        });
    }

    /** Adds keys that somebody names in this very run; of one that is there already the first word counts. */
    public void addNamed(Collection<String> keys, String how) {
        file.with(db -> {
            db.update(
                    "insert into gone (record_key, how, named) select value, ?, 1 from json_each(?) where true"
                            + " on conflict (record_key) do update set named = 1",
                    how,
                    JsonKeys.of(keys));
            return null;
        });
    }

    /** Those of these keys that were named in this very run, and not only in an earlier one. */
    public Set<String> named(Collection<String> keys) {
        return new HashSet<>(file.ask(
                List.of(),
                db -> db.queryForList(
                        "select record_key from gone where named = 1 and record_key in (select value from json_each(?))",
                        String.class,
                        JsonKeys.of(keys))));
    }

    /** Adds the keys of rows that say so themselves, of which nothing newer was read; this counts more than what was known before. */
    public void addTombstones(String how) {
        file.ask(null, db -> {
            db.update(
                    "insert into gone (record_key, how) select record_key, ? from change where "
                            + ChangeStatus.TOMBSTONE.is()
                            + " on conflict (record_key) do update set how = excluded.how, status = 0",
                    how);
            return null;
        });
    }

    /** Takes note of rows that are there: whoever listed them was wrong, or has not heard of it. */
    public void areBack(Collection<String> keys) {
        file.ask(null, db -> {
            db.update(
                    "update gone set status = ? where record_key in (select value from json_each(?))",
                    BACK,
                    JsonKeys.of(keys));
            return null;
        });
    }

    /** Whether there are any, of whatever kind. */
    public boolean isEmpty() {
        return file.ask(List.of(), db -> db.queryForList("select 1 from gone limit 1"))
                .isEmpty();
    }

    /** The next keys, in their order, without those that are back. */
    public List<GoneKey> open(String after, int limit) {
        return page("status <> " + BACK, after, limit);
    }

    /** The next keys, in their order, of rows that are there though somebody had listed them. */
    public List<GoneKey> back(String after, int limit) {
        return page("status = " + BACK, after, limit);
    }

    /** Chooses records that something is to happen to. */
    public void choose(Collection<GoneKey> records) {
        List<GoneKey> all = new ArrayList<>(records);
        file.with(db -> db.batchUpdate(
                "update gone set status = ?, salesforce_id = ?, created = ? where record_key = ?",
                all,
                Math.max(1, all.size()),
                (statement, record) -> {
                    statement.setInt(1, CHOSEN);
                    statement.setString(2, record.salesforceId());
                    statement.setBoolean(3, record.created());
                    statement.setString(4, record.key());
                }));
    }

    /** Nothing is to happen to these after all. */
    public void leave(Collection<String> keys) {
        file.ask(
                0,
                db -> db.update(
                        "update gone set status = " + OPEN + " where status = " + CHOSEN
                                + " and record_key in (select value from json_each(?))",
                        JsonKeys.of(keys)));
    }

    /** Chooses none after all. */
    public void chooseNone() {
        file.ask(0, db -> db.update("update gone set status = " + OPEN + " where status = " + CHOSEN));
    }

    /** How many were chosen. */
    public long chosen() {
        return file.ask(0L, db -> db.queryForObject("select count(*) from gone where status = " + CHOSEN, Long.class));
    }

    /** The next of them, by key. */
    public List<GoneKey> chosen(String after, int limit) {
        return page("status = " + CHOSEN, after, limit);
    }

    /** Sends nothing of these records, whatever comes; what this run read of them, if anything, stays. */
    public void block(Collection<String> keys) {
        List<Change> nothing = keys.stream()
                .map(key ->
                        new Change(key, 0, 0, new byte[16], Payload.of("{}"), null, null, null, Change.Origin.RETRIED))
                .toList();
        file.with(db -> {
            ChangeTable.forEach(
                    db,
                    "delete from change where record_key = ? and origin = " + Change.Origin.RETRIED.ordinal(),
                    keys);
            return changes.insert(db, nothing, ChangeStatus.TOMBSTONE);
        });
    }

    /**
     * Takes out what was rejected or deferred before of records whose rows are gone. Call it once rows and records are
     * deduplicated: what is left of these records then has no row.
     *
     * @param absence whether the absence of a row says that it is gone, next to what is in here
     * @return how many they were
     */
    public long withdrawRetried(boolean absence) {
        return file.ask(
                0,
                db -> db.update(
                        "delete from change where origin = ? and rejected_code is not null and "
                                + ChangeStatus.READY.is()
                                + " and (? or exists (select 1 from gone where gone.record_key = change.record_key and gone.status <> "
                                + BACK + "))",
                        Change.Origin.RETRIED.ordinal(),
                        absence));
    }

    /** Those of these keys whose rows are gone. */
    public Set<String> among(Collection<String> keys) {
        return new HashSet<>(file.ask(
                List.of(),
                db -> db.queryForList(
                        "select record_key from gone where status <> " + BACK
                                + " and record_key in (select value from json_each(?))",
                        String.class,
                        JsonKeys.of(keys))));
    }

    /** Sends these changes in place of what was rejected of their records before, except where a row of theirs is sent. */
    public void flag(List<Change> flags) {
        file.with(db -> {
            ChangeTable.forEach(
                    db,
                    "delete from change where record_key = ? and (" + ChangeStatus.TOMBSTONE.is() + " or origin = "
                            + Change.Origin.RETRIED.ordinal() + ")",
                    flags.stream().map(Change::key).toList());
            return changes.insert(db, flags, ChangeStatus.READY);
        });
    }

    private List<GoneKey> page(String condition, String after, int limit) {
        return file.ask(List.of(), db -> page(db, condition, after, limit));
    }

    private static List<GoneKey> page(JdbcTemplate db, String condition, String after, int limit) {
        return db.query(
                "select record_key, how, salesforce_id, created from gone where record_key > ? and " + condition
                        + " order by record_key limit ?",
                (row, n) -> new GoneKey(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)),
                after,
                limit);
    }
}
