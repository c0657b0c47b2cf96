package io.accountsync.state;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts the records of a change set into waves: first those whose parent is not in the set, then their children, and so on. A
 * wave is sent only when the one before has ended, so that a child never overtakes its parent. Each record is placed once,
 * however long the chains are.
 */
final class ParentsFirst {
    /** Where chains end; what is still not placed hangs on a circle of parents, and makes one wave after this. */
    private static final int DEEPEST = 100;

    private static final int NOT_PLACED = -1;

    private ParentsFirst() {}

    static void order(JdbcTemplate db) {
        int left = db.update(
                "update change set wave = ? where wave >= 0 and parent_key <> '' and parent_key <> record_key"
                        + " and parent_key in (select record_key from change where wave >= 0)",
                NOT_PLACED);
        int wave = 0;
        int placed = 1;
        for (; left > 0 && placed > 0 && wave < DEEPEST; wave++, left -= placed) {
            placed = db.update(
                    "update change set wave = ? where wave = ?"
                            + " and parent_key in (select record_key from change where wave = ?)",
                    wave + 1,
                    NOT_PLACED,
                    wave);
        }
        if (left > 0) {
            db.update("update change set wave = ? where wave = ?", wave + 1, NOT_PLACED);
        }
    }
}
