package io.accountsync.state;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How records that Salesforce confirmed are written: some at a time where a statement is a call into the library, and all by
 * one where it is a command to a server. Measured with 200 records a transaction.
 *
 * @param now in milliseconds since 1970
 */
record ConfirmedRecords(String sync, long now, long runId) {
    private static final String INTO = "insert into synced_record"
            + " (record_key, sync, fingerprint, salesforce_id, sent_at, run_id, field_hashes, created) ";

    private static final String REPLACING =
            """
             on conflict (record_key, sync) do update set
              fingerprint = excluded.fingerprint, salesforce_id = excluded.salesforce_id,
              sent_at = excluded.sent_at, run_id = excluded.run_id, field_hashes = excluded.field_hashes,
              created = case when synced_record.salesforce_id = excluded.salesforce_id and synced_record.created = 1
                then 1 else excluded.created end
            """;

    /** Of several with one key the last stays. */
    int writeSomeAtATime(JdbcTemplate db, List<SyncedRecord> records) {
        RowsTogether.write(
                db,
                INTO,
                "(?, ?, ?, ?, " + now + ", " + runId + ", ?, ?)",
                REPLACING,
                records,
                (statement, before, record) -> {
                    statement.setString(before + 1, record.key());
                    statement.setString(before + 2, sync);
                    statement.setBytes(before + 3, record.fingerprint());
                    statement.setString(before + 4, record.salesforceId());
                    statement.setBytes(before + 5, record.fieldHashes());
                    statement.setInt(before + 6, record.created() ? 1 : 0);
                });
        return records.size();
    }

    /** Of several with one key the last stays. Those are rare: each goes by a statement of its own, which may write a key but once. */
    int writeByStatement(JdbcTemplate db, List<SyncedRecord> records) {
        Map<String, SyncedRecord> byKey = new LinkedHashMap<>();
        for (SyncedRecord record : records) {
            if (byKey.containsKey(record.key())) {
                writeAtOnce(db, byKey.values());
                byKey.clear();
            }
            byKey.put(record.key(), record);
        }
        writeAtOnce(db, byKey.values());
        return records.size();
    }

    private void writeAtOnce(JdbcTemplate db, Collection<SyncedRecord> records) {
        List<SyncedRecord> rows = new ArrayList<>(records);
        db.update(
                INTO + "select r.record_key, ?, r.fingerprint, r.salesforce_id, ?, ?, r.field_hashes, r.created"
                        + " from unnest(?, ?, ?, ?, ?) as r (record_key, fingerprint, salesforce_id, field_hashes, created)"
                        + REPLACING,
                statement -> {
                    Connection connection = statement.getConnection();
                    statement.setString(1, sync);
                    statement.setLong(2, now);
                    statement.setLong(3, runId);
                    statement.setArray(
                            4, connection.createArrayOf("text", column(rows, SyncedRecord::key, String[]::new)));
                    statement.setArray(
                            5,
                            connection.createArrayOf("bytea", column(rows, SyncedRecord::fingerprint, byte[][]::new)));
                    statement.setArray(
                            6,
                            connection.createArrayOf("text", column(rows, SyncedRecord::salesforceId, String[]::new)));
                    statement.setArray(
                            7,
                            connection.createArrayOf("bytea", column(rows, SyncedRecord::fieldHashes, byte[][]::new)));
                    statement.setArray(
                            8,
                            connection.createArrayOf(
                                    "int4", column(rows, record -> record.created() ? 1 : 0, Integer[]::new)));
                });
    }

    private static <T> T[] column(List<SyncedRecord> rows, Function<SyncedRecord, T> of, IntFunction<T[]> array) {
        return rows.stream().map(of).toArray(array);
    }
}
