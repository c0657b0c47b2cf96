package io.accountsync.run;

import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** The state of a {@link Model}, as somebody sees it who does not go through our classes: a machine that dies, a person. */
interface ModelState {
    /** The databases that the state can live in. */
    enum On {
        SQLITE {
            @Override
            ModelState empty(Path directory) {
                return new SqliteModelState(directory);
            }
        },
        POSTGRESQL {
            @Override
            ModelState empty(Path directory) {
                return new PostgresModelState(TestPostgres.shared());
            }
        };

        /** A state of its own for one life, with nothing in it. */
        abstract ModelState empty(Path directory);
    }

    /** The keys and values that name it. */
    List<String> settings();

    JdbcTemplate sql();

    /** Keeps what is committed now, and nothing of what is not, as a process leaves it that is killed now. */
    void keep();

    /** Puts that back, without the lease of the dead process. Nobody may have the state open. */
    void putBack();

    /**
     * Ends the transactions in which a process stands still, where somebody does that.
     *
     * @return false for a file, which stays locked
     */
    boolean endTransactions();

    /** Ends the lease of a process that stands still. Its timer, which does go on here, must not find one to renew. */
    default void expire() {
        sql().update("delete from sync_lease");
    }

    /** A day has passed: what got no answer is over, and what happened yesterday is not counted any more. */
    default void letTimePass() {
        sql().update("update doubtful_record set until_at = 1");
        sql().update("update deletion set until_at = 1 where until_at > 0");
        sql().update("update gone_record set granted_at = granted_at - 90000000 where granted_at is not null");
        sql().update("update rejected_record set last_at = last_at - 90000000");
    }

    /** A person asks for what was rejected to be tried again. */
    default void askAgain() {
        sql().update("update rejected_record set due = 1, error_class = 'retry' where error_class = 'reject'"
                + " and code not in ('GONE', 'MERGED')");
        sql().update("update deletion set retry = 1 where status = 'refused'");
    }

    /**
     * All that counts of it next to fingerprints: what was confirmed, refused, is on its way, and where the next run
     * begins.
     */
    default Map<String, List<String>> contents() {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String what : List.of(
                "record_key, salesforce_id, run_id, sent_at from synced_record",
                "record_key, fingerprint, error_class, code, attempts, last_at, due from rejected_record",
                "cursor_value, mapping_version, updated_at from sync_cursor",
                "job_id, ended_as, ended_at from bulk_job",
                "batch_id, record_keys from sent_batch",
                "salesforce_id, record_key, status, attempts, code, row_is_back, ended_at from deletion",
                "record_key, how, granted_at, approved, pending, back from gone_record",
                "owner, expires_at from sync_lease")) {
            contents.put(
                    what,
                    sql().queryForList("select " + what + " order by 1").stream()
                            .map(row ->
                                    row.values().stream().map(ModelState::text).collect(Collectors.joining(" ")))
                            .toList());
        }
        return contents;
    }

    /** What the state says that Salesforce has, by key; without records of which it does not say it. */
    default Map<String, String> fingerprints() {
        Map<String, String> fingerprints = new TreeMap<>();
        sql().query("select record_key, fingerprint from synced_record where fingerprint is not null", row -> {
            fingerprints.put(row.getString(1), text(row.getBytes(2)));
        });
        return fingerprints;
    }

    /** All that it says of a key, for whoever looks for what went wrong. */
    default Map<String, Object> about(String key) {
        Map<String, Object> all = new TreeMap<>();
        for (String table : List.of("synced_record", "rejected_record", "doubtful_record", "deletion", "gone_record")) {
            all.put(table, sql().queryForList("select * from " + table + " where record_key = ?", key));
        }
        return all;
    }

    /** Whether a record is one that was sent. */
    default boolean knows(String salesforceId) {
        return sql().queryForObject(
                                "select count(*) from synced_record where salesforce_id = ?", Long.class, salesforceId)
                > 0;
    }

    /** Whether a record of a key was sent, and is not forgotten. */
    default boolean hasRecordOf(String key) {
        return sql().queryForObject(
                                "select count(*) from synced_record where record_key = ? and salesforce_id is not null",
                                Long.class,
                                key)
                > 0;
    }

    /** The records that are in doubt. */
    default List<String> doubts() {
        return sql().queryForList("select record_key from doubtful_record", String.class);
    }

    /** The records that Salesforce has without what they point to, and that the sync is to finish. */
    default List<String> halfDone() {
        return sql().queryForList(
                        "select record_key from synced_record where fingerprint is null and length(field_hashes) = 1",
                        String.class);
    }

    /** What a query counts. */
    default long number(String query) {
        return sql().queryForObject(query, Long.class);
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
