package io.accountsync.state;

import static io.accountsync.state.ChangeStatus.READY;
import static io.accountsync.state.ChangeStatus.REJECTED;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Records of a change set whose payload was rejected before: they are not sent unless they are retried. Safe for several threads. */
public final class RejectedChanges {
    private static final String RETRY = "update change set wave = 0, " + READY.is() + " where " + REJECTED.is();

    /** The plus keeps SQLite to the index of the keys. */
    private static final String RETRY_KEY =
            "update change set wave = 0, " + READY.is() + " where record_key = ? and +" + REJECTED.is();

    private final ChangeFile file;

    RejectedChanges(ChangeFile file) {
        this.file = file;
    }

    /** Those of these records that are not retried. */
    public Set<String> among(Collection<String> keys) {
        return Set.copyOf(file.ask(
                List.of(),
                db -> db.queryForList(
                        "select record_key from json_each(?) as wanted cross join change where record_key = wanted.value and +"
                                + REJECTED.is(),
                        String.class,
                        JsonKeys.of(keys))));
    }

    /** Sends those of these records all the same, and says how many they were. */
    public int retry(Collection<String> keys) {
        int[] retried = file.ask(new int[0], db -> ChangeTable.forEach(db, RETRY_KEY, keys));
        return Arrays.stream(retried).sum();
    }

    /** The same for the records that were rejected with a code. */
    public int retry(String code) {
        return file.ask(0, db -> db.update(RETRY + " and rejected_code = ?", code));
    }
}
