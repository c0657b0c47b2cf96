package io.accountsync.state;

import java.util.Collection;
import java.util.List;

/** What the state knows of the records of one sync, a page at a time, for a row log that lacks it. */
public final class RowLogPages {
    /** Where the first page begins: before every key. */
    public static final String START = "";

    private final StateDatabase database;
    private final String sync;

    /**
     * What Salesforce confirmed.
     *
     * @param runId null where that is not known
     */
    public record Confirmed(String key, byte[] fingerprint, String salesforceId, long at, Long runId) {}

    /**
     * A record that did not pass.
     *
     * @param salesforceId null where none is known
     * @param runId the last run that had begun by then; null where there was none
     */
    public record Open(RejectedRecord record, String salesforceId, long at, Long runId) {}

    public RowLogPages(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** The next records that were confirmed by one of these runs, the last one excluded. */
    public List<Confirmed> confirmed(long from, long before, String after, int limit) {
        return database.with(db -> db.query(
                "select record_key, fingerprint, salesforce_id, sent_at, run_id from synced_record where record_key > ? and sync = ?"
                        + " and fingerprint is not null and salesforce_id is not null and coalesce(run_id, 0) >= ?"
                        + " and coalesce(run_id, 0) < ? order by record_key limit ?",
                (row, i) -> new Confirmed(
                        row.getString(1),
                        row.getBytes(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getObject(5) == null ? null : row.getLong(5)),
                after,
                sync,
                from,
                before,
                limit));
    }

    /** What Salesforce confirmed last of these keys, where nothing is wrong with them by now. */
    public List<Confirmed> passed(Collection<String> keys) {
        return database.with(db -> db.query(
                "select r.record_key, r.fingerprint, r.salesforce_id, r.sent_at, r.run_id from "
                        + database.dialect().wanted("synced_record r", "r.record_key") + " and r.sync = ?"
                        + " and r.fingerprint is not null and r.salesforce_id is not null and not exists (select 1 from rejected_record x"
                        + " where x.record_key = r.record_key and x.sync = r.sync)",
                (row, i) -> new Confirmed(
                        row.getString(1),
                        row.getBytes(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getObject(5) == null ? null : row.getLong(5)),
                JsonKeys.of(keys),
                sync));
    }

    /** The next records that did not pass since a run began. */
    public List<Open> open(long from, String after, int limit) {
        return database.with(db -> db.query(
                "select " + RejectedRow.COLUMNS
                        + ", s.salesforce_id, r.last_at, (select max(run_id) from sync_run where"
                        + " sync = r.sync and started_at <= r.last_at)"
                        + " from rejected_record r left join synced_record s on s.record_key = r.record_key and s.sync = r.sync"
                        + " where r.record_key > ? and r.sync = ? and r.last_at >= coalesce((select started_at from sync_run"
                        + " where run_id = ?), 0) order by r.record_key limit ?",
                (row, i) -> new Open(
                        RejectedRow.RECORD.mapRow(row, i),
                        row.getString(10),
                        row.getLong(11),
                        row.getObject(12) == null ? null : row.getLong(12)),
                after,
                sync,
                from,
                limit));
    }

    /** The next deletions of these runs that ended so, by the ids of their records. */
    public List<Deletion> deletions(long from, long before, DeletionStatus status, String afterId, int limit) {
        return database.with(db -> db.query(
                "select " + DeletionRow.COLUMNS
                        + " from deletion d where d.salesforce_id > ? and d.sync = ? and d.status = ?"
                        + " and d.run_id >= ? and d.run_id < ? order by d.salesforce_id limit ?",
                DeletionRow.DELETION,
                afterId,
                sync,
                status.word(),
                from,
                before,
                limit));
    }
}
