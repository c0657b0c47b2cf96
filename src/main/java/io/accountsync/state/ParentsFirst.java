package io.accountsync.state;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts the records of a change set into waves: those whose parent is not in the set, then their children, and so on. A
 * wave is sent only when the one before has ended, so that a child never overtakes its parent.
 */
final class ParentsFirst {
    /** A chain of parents longer than this is a circle; its records share the last of these waves. */
    private static final int DEEPEST = 100;

    private ParentsFirst() {}

    static void order(JdbcTemplate db) {
        int moved = db.update("update change set wave = 1 where parent_key <> '' and parent_key <> record_key"
                + " and parent_key in (select record_key from change)");
        for (int wave = 1; moved > 0 && wave < DEEPEST; wave++) {
            moved = db.update(
                    "update change set wave = ? where wave = ?"
                            + " and parent_key in (select record_key from change where wave = ?)",
                    wave + 1,
                    wave,
                    wave);
        }
    }
}
