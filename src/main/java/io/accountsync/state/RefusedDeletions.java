package io.accountsync.state;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The deletions of one sync that did not come about, by which rules they are tried again, and what a person may do with them. */
public final class RefusedDeletions {
    private final StateDatabase database;
    private final String sync;

    /**
     * Why a record was not deleted.
     *
     * @param errorClass {@code retry}, {@code later} or {@code reject}
     * @param message Salesforce's own; null for none
     * @param lookups what the record pointed to before the run deleted anything, as JSON; null for nothing
     */
    public record Refusal(
            String key, String salesforceId, String errorClass, String code, String message, String lookups) {
        /** Without the message, which may hold values of the record. */
        @Override
        public String toString() {
            return "Refusal[" + key + ", " + code + "]";
        }
    }

    public RefusedDeletions(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * Notes why records are there still. What they held is not kept, since they hold it, but for lookups: those to records that the same
     * run deleted they have lost. Call it within {@link SyncState#write}.
     */
    public void add(List<Refusal> refusals) {
        long now = database.now();
        database.with(db -> db.batchUpdate(
                "update deletion set status = 'refused', error_class = ?, code = ?, message = ?, payload = ?, retry = 0,"
                        + " ended_at = ? where salesforce_id = ? and sync = ?",
                refusals,
                refusals.size(),
                (statement, refusal) -> {
                    statement.setString(1, refusal.errorClass());
                    statement.setString(2, refusal.code());
                    statement.setString(3, refusal.message());
                    statement.setString(4, refusal.lookups());
                    statement.setLong(5, now);
                    statement.setString(6, refusal.salesforceId());
                    statement.setString(7, sync);
                }));
    }

    /**
     * A page of all, in the order of their keys.
     *
     * @param afterKey the last key of the page before, or the empty text
     */
    public List<Deletion> page(String afterKey, int limit) {
        return database.with(db -> db.query(
                "select " + DeletionRow.COLUMNS + " from deletion d where d.sync = ? and d.status = 'refused'"
                        + " and d.record_key > ? order by d.record_key limit ?",
                DeletionRow.DELETION,
                sync,
                afterKey,
                limit));
    }

    /** Of each code those that were rejected for good and tried the longest time ago: whether they pass now is to be seen. */
    public List<Deletion> probes(int ofEachCode) {
        return countByCode().keySet().stream()
                .flatMap(code -> database
                        .with(db -> db.query(
                                "select " + DeletionRow.COLUMNS
                                        + " from deletion d where d.sync = ? and d.status = 'refused'"
                                        + " and d.error_class = 'reject' and d.retry = 0 and d.code = ?"
                                        + " order by d.ended_at, d.record_key limit ?",
                                DeletionRow.DELETION,
                                sync,
                                code,
                                ofEachCode))
                        .stream())
                .toList();
    }

    /** One that was refused with this code has passed: all with it are tried when their rows are found gone again. */
    public void codePassed(String code) {
        database.with(db -> db.update(
                "update deletion set retry = 1 where sync = ? and status = 'refused' and code = ?", sync, code));
    }

    /** How many there are of each code. */
    public Map<String, Long> countByCode() {
        Map<String, Long> counts = new LinkedHashMap<>();
        database.with(db -> {
            db.query(
                    "select code, count(*) from deletion where sync = ? and status = 'refused' group by code order by code",
                    row -> {
                        counts.put(row.getString(1), row.getLong(2));
                    },
                    sync);
            return null;
        });
        return counts;
    }

    /** Those of these keys whose deletion was refused. */
    public List<String> among(Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return database.with(db -> db.queryForList(
                "select d.record_key from " + database.dialect().wanted("deletion d", "d.record_key")
                        + " and d.sync = ? and d.status = 'refused'",
                String.class,
                JsonKeys.of(keys),
                sync));
    }

    /** Lets the next run that finds their rows gone try these again; returns how many of them there are. */
    public int retry(Collection<String> keys) {
        return database.with(db -> db.update(
                "update deletion set retry = 1 where sync = ? and status = 'refused' and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }

    /** The same for all. */
    public int retryAll() {
        return database.with(
                db -> db.update("update deletion set retry = 1 where sync = ? and status = 'refused'", sync));
    }

    /** Forgets these: whoever finds their rows gone tries again. */
    public void remove(Collection<String> keys) {
        database.with(db -> db.update(
                "delete from deletion where sync = ? and status = 'refused' and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }
}
