package io.accountsync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The lookups that restored records of one sync may lack. Write within {@link SyncState#write}. */
public final class LeftOutLookups {
    private static final String OF_RESTORED =
            " left_out_lookup l join deletion d on d.salesforce_id = l.salesforce_id and"
                    + " d.sync = l.sync where l.sync = ? and d.status = 'restored'";

    private final StateDatabase database;
    private final String sync;

    LeftOutLookups(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * Adds lookups of one record to those that are known of it.
     *
     * @param salesforceId the one that the record had when it was deleted
     * @param targets ids of the records pointed to, by field
     */
    public void add(String salesforceId, Map<String, String> targets) {
        List<Map.Entry<String, String>> all = List.copyOf(targets.entrySet());
        database.with(db -> db.batchUpdate(
                "insert into left_out_lookup (salesforce_id, sync, field, target_id) values (?, ?, ?, ?)"
                        + " on conflict (salesforce_id, sync, field) do update set target_id = excluded.target_id",
                all,
                Math.max(1, all.size()),
                (statement, target) -> {
                    statement.setString(1, salesforceId);
                    statement.setString(2, sync);
                    statement.setString(3, target.getKey());
                    statement.setString(4, target.getValue());
                }));
    }

    /**
     * All of the next records, in the order of the ids that these had.
     *
     * @param afterId the last such id of the page before, or the empty text
     * @param records how many at most
     */
    public List<LeftOutLookup> page(String afterId, int records) {
        return database.with(db -> db.query(
                "select " + DeletionRow.COLUMNS + ", l.field, l.target_id from" + OF_RESTORED
                        + " and l.salesforce_id in (select distinct l.salesforce_id from" + OF_RESTORED
                        + " and l.salesforce_id > ? order by l.salesforce_id limit ?) order by l.salesforce_id, l.field",
                LeftOutLookups::lookup,
                sync,
                sync,
                afterId,
                records));
    }

    /** Those of a key. */
    public List<LeftOutLookup> of(String key) {
        return database.with(db -> db.query(
                "select " + DeletionRow.COLUMNS + ", l.field, l.target_id from" + OF_RESTORED
                        + " and d.record_key = ? order by l.salesforce_id, l.field",
                LeftOutLookups::lookup,
                sync,
                key));
    }

    /** The lookup is set, or there is nothing to set. */
    public void remove(Collection<LeftOutLookup> lookups) {
        List<LeftOutLookup> all = List.copyOf(lookups);
        database.with(db -> db.batchUpdate(
                "delete from left_out_lookup where salesforce_id = ? and sync = ? and field = ?",
                all,
                Math.max(1, all.size()),
                (statement, lookup) -> {
                    statement.setString(1, lookup.deletion().salesforceId());
                    statement.setString(2, sync);
                    statement.setString(3, lookup.field());
                }));
    }

    /** How many there are. */
    public long count() {
        return database.with(db -> db.queryForObject("select count(*) from" + OF_RESTORED, Long.class, sync));
    }

    /** How many there are but for those of these fields whose records' rows are back, so that the rows say what they hold. */
    public long countWithout(Collection<String> mappedFields) {
        return database.with(db -> db.queryForObject(
                "select count(*) from" + OF_RESTORED
                        + " and (d.row_is_back = 0 or l.field not in (select wanted.value from "
                        + database.dialect().wantedKeys() + "))",
                Long.class,
                sync,
                JsonKeys.of(mappedFields)));
    }

    /** How many there are of records that this run had deleted. */
    public long count(long runId) {
        return database.with(db ->
                db.queryForObject("select count(*) from" + OF_RESTORED + " and d.run_id = ?", Long.class, sync, runId));
    }

    private static LeftOutLookup lookup(ResultSet row, int n) throws SQLException {
        return new LeftOutLookup(
                DeletionRow.DELETION.mapRow(row, n), row.getString("field"), row.getString("target_id"));
    }

    /** Erases those of a key. */
    void forget(String key) {
        database.with(db -> db.update(
                "delete from left_out_lookup where sync = ? and salesforce_id in (select d.salesforce_id from deletion d"
                        + " where d.record_key = ? and d.sync = ?)",
                sync,
                key,
                sync));
    }
}
