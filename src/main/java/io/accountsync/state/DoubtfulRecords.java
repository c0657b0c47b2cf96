package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/**
 * The records of one sync that are in doubt: nobody saw an answer to a call of theirs that says what became of it, so that it may be carried out
 * still and overwrite what was confirmed after it. Until the doubt ends the state holds no fingerprint of them, so that
 * nothing takes them for unchanged. Begin doubts within {@link SyncState#write}, except for {@link #beginWithoutLease}.
 */
public final class DoubtfulRecords {
    private static final RowMapper<Doubt> DOUBT = (row, n) ->
            new Doubt(row.getString(1), row.getLong(2), row.getBytes(3), row.getString(4), row.getString(5));
    private static final String COLUMNS = "d.record_key, d.until_at, d.fingerprint, d.payload, d.parent_key";

    private final StateDatabase database;
    private final String sync;

    public DoubtfulRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * How many records are in doubt, and when the last of these doubts can end.
     *
     * @param why what a run knows of its own calls that began such doubts, in words; empty for those of others
     */
    public record Summary(long records, long until, List<String> why) {
        /** Of which it is not known who began them. */
        public Summary(long records, long until) {
            this(records, until, List.of());
        }

        /** The same for a run that knows its calls. */
        public Summary with(List<String> reasons) {
            return new Summary(records, until, reasons);
        }
    }

    /**
     * Records are in doubt from now on.
     *
     * @param until when no call of theirs can come any more, in milliseconds since 1970
     */
    public void begin(Collection<String> keys, long until) {
        begin(keys, until, 0);
    }

    /**
     * The same for a process whose lease went to another one: that one may have confirmed other payloads and moved the
     * cursor past their rows, which must be read again then. Needs no lease, since a doubt only takes away.
     */
    public void beginWithoutLease(Collection<String> keys, long until) {
        database.atomicallyOrAgain(() -> begin(keys, until, 1));
    }

    private void begin(Collection<String> keys, long until, int needsRow) {
        if (keys.isEmpty()) {
            return;
        }
        String json = JsonKeys.of(keys);
        database.with(db -> db.update(
                "insert into doubtful_record (record_key, sync, until_at, needs_row) select distinct wanted.value, ?,"
                        + " cast(? as bigint), cast(? as integer) from "
                        + database.dialect().wantedKeys() + " where true on conflict (record_key, sync) do update set"
                        + " until_at = case when excluded.until_at > doubtful_record.until_at then excluded.until_at"
                        + " else doubtful_record.until_at end, needs_row = case when doubtful_record.payload is null"
                        + " and excluded.needs_row = 1 then 1 else doubtful_record.needs_row end",
                sync,
                until,
                needsRow,
                json));
        forgetFingerprints(json);
    }

    /**
     * The fingerprints of these records say no more what Salesforce has: the next row with such a key is sent. Where there is none, it
     * may be known that the record is half done.
     */
    void forgetFingerprints(String keys) {
        database.with(db -> db.update(
                "update synced_record set fingerprint = null, field_hashes = case when fingerprint is null then field_hashes end"
                        + " where sync = ? and record_key" + database.dialect().isWanted(),
                sync,
                keys));
    }

    /** Keeps what Salesforce confirmed of records while they are in doubt. */
    public void keep(Collection<Doubt> confirmed) {
        if (confirmed.isEmpty()) {
            return;
        }
        database.with(db -> db.batchUpdate(
                "update doubtful_record set fingerprint = ?, payload = ?, parent_key = ?, needs_row = 0"
                        + " where record_key = ? and sync = ?",
                confirmed,
                confirmed.size(),
                (statement, doubt) -> {
                    statement.setBytes(1, doubt.fingerprint());
                    statement.setString(2, doubt.payload());
                    statement.setString(3, doubt.parentKey());
                    statement.setString(4, doubt.key());
                    statement.setString(5, sync);
                }));
    }

    /** Ends doubts: what Salesforce has of these records is known again. */
    public void end(Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        database.with(db -> db.update(
                "delete from doubtful_record where sync = ? and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }

    /**
     * Ends doubts of records of which nothing was confirmed meanwhile and whose rows are not at the source any more: the next
     * row with such a key is sent whatever it holds.
     *
     * @param before only those that could end by then, in milliseconds since 1970
     */
    public void endUnread(long before) {
        database.with(db -> db.update(
                "delete from doubtful_record where sync = ? and until_at < ? and payload is null and needs_row = 0",
                sync,
                before));
    }

    /** Those of these records that are in doubt, by key and without payload; the others are absent. */
    public Map<String, Doubt> among(Collection<String> keys) {
        Map<String, Doubt> found = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select d.record_key, d.until_at, d.fingerprint from "
                            + database.dialect().wanted("doubtful_record d", "d.record_key") + " and d.sync = ?",
                    row -> {
                        found.put(
                                row.getString(1),
                                new Doubt(row.getString(1), row.getLong(2), row.getBytes(3), null, null));
                    },
                    JsonKeys.of(keys),
                    sync);
            return null;
        });
        return found;
    }

    /**
     * A page of those of which something was confirmed since, in the order of their keys.
     *
     * @param afterKey the last key of the page before, or the empty text
     */
    public List<Doubt> confirmedSince(String afterKey, int limit) {
        return database.with(db -> db.query(
                "select " + COLUMNS + " from doubtful_record d where d.sync = ? and d.fingerprint is not null"
                        + " and d.record_key > ? order by d.record_key limit ?",
                DOUBT,
                sync,
                afterKey,
                limit));
    }

    /** One of them. */
    public Optional<Doubt> find(String key) {
        return database
                .with(db -> db.query(
                        "select " + COLUMNS + " from doubtful_record d where d.record_key = ? and d.sync = ?",
                        DOUBT,
                        key,
                        sync))
                .stream()
                .findFirst();
    }

    /** How many there are; empty when there are none. */
    public Optional<Summary> summary() {
        Summary all = database.with(db -> db.queryForObject(
                "select count(*), coalesce(max(until_at), 0) from doubtful_record where sync = ?",
                (row, n) -> new Summary(row.getLong(1), row.getLong(2)),
                sync));
        return all.records() == 0 ? Optional.empty() : Optional.of(all);
    }

    /**
     * Whether all doubts can end by now and no run has begun since they could, so that one should.
     *
     * @param margin how long ago that must be, in milliseconds, so that the run begins after it by any clock
     */
    public boolean awaitRun(RunLog runs, long margin) {
        return summary()
                .filter(doubts -> doubts.until() + margin < database.now())
                .filter(doubts -> runs.lastRun(sync)
                        .filter(run -> run.startedAt() > doubts.until() + margin)
                        .isEmpty())
                .isPresent();
    }

    /**
     * Whether all doubts can end by now, and there is something to look at: what was confirmed of a record since.
     *
     * @param margin how long ago that must be, in milliseconds
     */
    public boolean canEnd(long margin) {
        return summary()
                        .filter(doubts -> doubts.until() + margin < database.now())
                        .isPresent()
                && !confirmedSince("", 1).isEmpty();
    }

    /** Whether rows must be read again, whatever the cursor says. */
    public boolean needRows() {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from doubtful_record where sync = ? and needs_row = 1)", Boolean.class, sync));
    }

    /** All rows have been read. */
    public void rowsWereRead() {
        database.with(
                db -> db.update("update doubtful_record set needs_row = 0 where sync = ? and needs_row = 1", sync));
    }

    /** Deletes all payloads; their rows must be read again then. */
    public void deletePayloads() {
        database.with(db -> db.update(
                "update doubtful_record set payload = null, needs_row = 1 where sync = ? and payload is not null",
                sync));
    }

    /** Forgets what was confirmed of them, not that they are in doubt: every row is to be read and sent again. */
    void forgetConfirmed() {
        database.with(db -> db.update(
                "update doubtful_record set fingerprint = null, payload = null, parent_key = null, needs_row = 0"
                        + " where sync = ?",
                sync));
    }
}
