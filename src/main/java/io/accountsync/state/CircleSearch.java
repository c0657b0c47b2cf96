package io.accountsync.state;

import static io.accountsync.state.ChangeStatus.UNPLACED;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds the circles among records of which each has one parent, on disk and in time that grows with their number: what has no
 * children is taken away first, as often as that is worth while; then parents are followed from each record that is left, and
 * whoever comes back to its own trace has found a circle.
 */
final class CircleSearch {
    /** A tree that hangs on a circle is rarely deeper; of a deeper one the rest is walked. */
    private static final int ROUNDS = 20;

    private static final int PAGE = 1000;

    private static final String TABLE = "create table if not exists candidate"
            + " (record_key text primary key, parent_key text not null, trace integer not null default 0) without rowid";

    /** One statement a step, since nothing else takes time. */
    private static final String STEP =
            "update candidate set trace = ? where record_key = ? and trace = 0 returning parent_key";

    private static final String KEEP = "insert into circle_member (record_key, circle, place)"
            + " with recursive ring (record_key, place) as (select ?, 0 union all select c.parent_key, place + 1"
            + " from ring r join candidate c on c.record_key = r.record_key where c.parent_key <> ?)"
            + " select record_key, ?, place from ring";

    private final JdbcTemplate db;
    private int trace;
    private int steps;

    private CircleSearch(JdbcTemplate db) {
        this.db = db;
    }

    /** Leaves the members of all circles among the records that have no place yet in the table {@code circle_member}. */
    static void search(JdbcTemplate db) {
        db.execute(TABLE);
        db.update("delete from candidate");
        db.update("insert into candidate (record_key, parent_key) select record_key, parent_key from change where "
                + UNPLACED.is());
        takeLoops(db);
        takeLeaves(db);
        new CircleSearch(db).walk();
        db.update("delete from candidate");
    }

    /** Whoever points to itself is a circle of its own, and there may be many: a column that was mapped twice. */
    private static void takeLoops(JdbcTemplate db) {
        db.update("insert into circle_member (record_key, circle, place)"
                + " select record_key, -row_number() over (order by record_key), 0 from candidate"
                + " where parent_key = record_key");
        db.update("delete from candidate where parent_key = record_key");
    }

    private static void takeLeaves(JdbcTemplate db) {
        db.execute("create index if not exists candidate_by_parent on candidate (parent_key)");
        int taken = 1;
        for (int round = 0; taken > 0 && round < ROUNDS; round++) {
            taken = db.update("delete from candidate where not exists"
                    + " (select 1 from candidate child where child.parent_key = candidate.record_key)");
        }
        db.execute("drop index candidate_by_parent");
    }

    private void walk() {
        String after = "";
        List<String> page;
        do {
            page = db.queryForList(
                    "select record_key from candidate where record_key > ? and trace = 0 order by record_key limit ?",
                    String.class,
                    after,
                    PAGE);
            page.forEach(this::follow);
            after = page.isEmpty() ? after : page.get(page.size() - 1);
        } while (page.size() == PAGE);
    }

    private void follow(String start) {
        trace++;
        String end = db.execute((ConnectionCallback<String>) connection -> {
            try (PreparedStatement step = connection.prepareStatement(STEP)) {
                return follow(step, start);
            }
        });
        if (steps > 0 && isOfThisTrace(end)) {
            db.update(KEEP, end, end, trace);
        }
    }

    private boolean isOfThisTrace(String key) {
        return db.queryForList("select trace from candidate where record_key = ?", Integer.class, key)
                .contains(trace);
    }

    /** The first record that has a trace already, or is none of these. */
    private String follow(PreparedStatement step, String start) throws SQLException {
        String key = start;
        String next = start;
        for (steps = -1; next != null; steps++) {
            key = next;
            step.setInt(1, trace);
            step.setString(2, key);
            try (ResultSet parent = step.executeQuery()) {
                next = parent.next() ? parent.getString(1) : null;
            }
        }
        return key;
    }
}
