package io.accountsync.state;

import static io.accountsync.state.ChangeStatus.READY;
import static io.accountsync.state.ChangeStatus.REJECTED;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Records of a change set whose payload was rejected before: they are not sent unless they are retried. */
final class RejectedChanges {
    private static final String RETRY = "update change set wave = 0, " + READY.is() + " where " + REJECTED.is();

    /** The plus keeps SQLite to the index of the keys. */
    private static final String RETRY_KEY =
            "update change set wave = 0, " + READY.is() + " where record_key = ? and +" + REJECTED.is();

    private RejectedChanges() {}

    /** Those of these records that are not retried. */
    static List<String> among(JdbcTemplate db, Collection<String> keys) {
        return db.queryForList(
                "select record_key from json_each(?) as wanted cross join change where record_key = wanted.value and +"
                        + REJECTED.is(),
                String.class,
                JsonKeys.of(keys));
    }

    /** Makes those of these records ready to be sent; says how many they were. */
    static int retry(JdbcTemplate db, Collection<String> keys) {
        return Arrays.stream(ChangeTable.forEach(db, RETRY_KEY, keys)).sum();
    }

    /** The same for the records that were rejected with a code. */
    static int retry(JdbcTemplate db, String code) {
        return db.update(RETRY + " and rejected_code = ?", code);
    }
}
