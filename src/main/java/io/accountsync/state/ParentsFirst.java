package io.accountsync.state;

import static io.accountsync.state.ChangeStatus.READY;
import static io.accountsync.state.ChangeStatus.UNPLACED;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts the records of a change set into waves: first those whose parent is not in the set, then their children, and so on. A
 * wave is sent only when the one before has ended, so that a child never overtakes its parent. Each record is placed once,
 * however long the chains are. Records that point to each other in a circle, and the ends of chains that are longer than any
 * hierarchy, go in two steps, see {@link TwoSteps}.
 */
final class ParentsFirst {
    /** Where chains end. */
    private static final int DEEPEST = 100;

    private static final String PLACE = "update change set wave = ?, " + READY.is() + " where " + UNPLACED.is();

    private ParentsFirst() {}

    static void order(JdbcTemplate db) {
        Circles.clear(db);
        TwoSteps.clear(db);
        int left = db.update("update change set " + UNPLACED.is() + " where " + READY.is()
                + " and parent_key <> ''"
                + " and parent_key in (select record_key from change where " + READY.is() + ")");
        left -= placeChildren(db, left);
        if (left > 0) {
            Circles.find(db);
            left -= TwoSteps.beginCircles(db);
            left -= placeChildren(db, left);
        }
        if (left > 0) {
            TwoSteps.beginAll(db, DEEPEST + 1);
        }
    }

    /** Says how many of those that are left it placed. */
    private static int placeChildren(JdbcTemplate db, int left) {
        int all = 0;
        int placed = 1;
        // What Salesforce has of a circle is in the second wave, where the first may have no children.
        for (int wave = 0; all < left && (placed > 0 || wave < 2) && wave < DEEPEST; wave++) {
            placed = db.update(
                    PLACE + " and parent_key in (select record_key from change where " + READY.is() + " and wave = ?)",
                    wave + 1,
                    wave);
            all += placed;
        }
        return all;
    }
}
