package io.accountsync.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which records of a change set the org has, though the state does not know them. */
final class FoundRecords {
    private FoundRecords() {}

    /** The next keys, in their order, of records that are to be sent and that nobody knows yet. */
    static List<String> unknown(JdbcTemplate db, String after, int limit) {
        // The plus keeps SQLite to the index of the keys: by that of the status it would sort all of them for each
        // page.
        return db.queryForList(
                "select record_key from change where record_key > ? and salesforce_id is null and +"
                        + ChangeStatus.READY.is() + " order by record_key limit ?",
                String.class,
                after,
                limit);
    }

    /** The next keys, in their order, of records that are to be sent and whose id is known. */
    static List<String> known(JdbcTemplate db, String after, int limit) {
        return db.queryForList(
                "select record_key from change where record_key > ? and salesforce_id is not null and +"
                        + ChangeStatus.READY.is() + " order by record_key limit ?",
                String.class,
                after,
                limit);
    }

    /** Notes ids that the org has, by key. */
    static int[][] found(JdbcTemplate db, Map<String, String> salesforceIds) {
        return note(
                db,
                "update change set salesforce_id = ?, found = 1 where record_key = ? and salesforce_id is null",
                salesforceIds);
    }

    /** Notes other ids than were known, by key. */
    static int[][] moved(JdbcTemplate db, Map<String, String> salesforceIds) {
        return note(db, "update change set salesforce_id = ? where record_key = ?", salesforceIds);
    }

    private static int[][] note(JdbcTemplate db, String sql, Map<String, String> salesforceIds) {
        return db.batchUpdate(
                sql, List.copyOf(salesforceIds.entrySet()), Math.max(1, salesforceIds.size()), (statement, entry) -> {
                    statement.setString(1, entry.getValue());
                    statement.setString(2, entry.getKey());
                });
    }

    /** Notes that records are new after all. */
    static int[] isNew(JdbcTemplate db, Collection<String> keys) {
        return ChangeTable.forEach(db, "update change set salesforce_id = null, found = 0 where record_key = ?", keys);
    }
}
