package io.accountsync.state;

import static io.accountsync.state.ChangeStatus.READY;
import static io.accountsync.state.ChangeStatus.UNPLACED;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts the records of a change set into waves: first those whose parent is not in the set, then their children, and so on. A
 * wave is sent only when the one before has ended, so that a child never overtakes its parent. Each record is placed once,
 * however long the chains are.
 */
final class ParentsFirst {
    /** Where chains end; what is still not placed hangs on a circle of parents, and makes one wave after this. */
    private static final int DEEPEST = 100;

    private static final String PLACE = "update change set wave = ?, " + READY.is() + " where " + UNPLACED.is();

    private ParentsFirst() {}

    static void order(JdbcTemplate db) {
        int left = db.update("update change set " + UNPLACED.is() + " where " + READY.is()
                + " and parent_key <> '' and parent_key <> record_key"
                + " and parent_key in (select record_key from change where " + READY.is() + ")");
        int wave = 0;
        int placed = 1;
        for (; left > 0 && placed > 0 && wave < DEEPEST; wave++, left -= placed) {
            placed = db.update(
                    PLACE + " and parent_key in (select record_key from change where " + READY.is() + " and wave = ?)",
                    wave + 1,
                    wave);
        }
        if (left > 0) {
            db.update(PLACE, wave + 1);
        }
    }
}
