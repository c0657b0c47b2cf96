package io.accountsync.state;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What streams made of records of a sync since a run began, so that what the run read may be older. */
public final class StreamedRecords {
    /** More sessions than all processes of a sync have at a time. */
    private static final int LATEST = 1000;

    private final StateDatabase database;
    private final String sync;

    StreamedRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** Whether there may be any: a session went on at that time, in milliseconds since 1970, or later; one that crashed may have. */
    public boolean mayBeThereSince(long time) {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from (select ended_at from sync_run where sync = ? and mode = 'stream'"
                        + " order by run_id desc limit ?) as latest where ended_at is null or ended_at >= ?)",
                Boolean.class,
                sync,
                LATEST,
                time));
    }

    /**
     * Those of these records that somebody else than this run confirmed, deleted, rejected or found as they are since then.
     *
     * @param records by key, with the fingerprint of what the run is about to send, which may have been rejected by the run itself;
     *     null where it sends nothing
     * @param since when the run began by the state's clock, in milliseconds since 1970
     */
    public Set<String> changedSince(Map<String, byte[]> records, long runId, long since) {
        String keys = JsonKeys.of(records.keySet());
        Set<String> changed = new HashSet<>(database.with(db -> db.queryForList(
                selecting("synced_record", "r.sent_at >= ? and r.run_id <> ?")
                        + " union "
                        + selecting("deletion", "r.intended_at >= ? and r.run_id <> ?")
                        + " union "
                        + selecting(
                                "source_version", "r.seen_at >= ? and substr(r.origin, 1, ?) <> ? and r.origin <> ?"),
                String.class,
                keys,
                sync,
                since,
                runId,
                keys,
                sync,
                since,
                runId,
                keys,
                sync,
                since,
                SourceVersions.CURSOR.length(),
                SourceVersions.CURSOR,
                SourceVersions.RUN)));
        for (Rejected rejected : rejectedSince(keys, since)) {
            if (rejected.fingerprint() != null && !Arrays.equals(rejected.fingerprint(), records.get(rejected.key()))) {
                changed.add(rejected.key());
            }
        }
        return changed;
    }

    /**
     * The next keys of records that somebody else than this run confirmed since then, in their order. Reads all records of the sync
     * once through.
     */
    public List<String> confirmedSince(long since, long runId, String after, int limit) {
        return database.with(db -> db.queryForList(
                "select record_key from synced_record where record_key > ? and sync = ? and sent_at >= ? and run_id <> ?"
                        + " order by record_key limit ?",
                String.class,
                after,
                sync,
                since,
                runId,
                limit));
    }

    /** @param fingerprint null of one that was invalid */
    private record Rejected(String key, byte[] fingerprint) {}

    private List<Rejected> rejectedSince(String keys, long since) {
        return database.with(db -> db.query(
                "select r.record_key, r.fingerprint from "
                        + database.dialect().wanted("rejected_record r", "r.record_key")
                        + " and r.sync = ? and r.last_at >= ?",
                (row, n) -> new Rejected(row.getString(1), row.getBytes(2)),
                keys,
                sync,
                since));
    }

    private String selecting(String table, String condition) {
        return "select r.record_key from " + database.dialect().wanted(table + " r", "r.record_key")
                + " and r.sync = ? and " + condition;
    }
}
