package io.accountsync.state;

import static io.accountsync.state.ChangeStatus.UNPLACED;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds the circles among records of which each has one parent, on disk and in time that grows with their number: what has no
 * children is taken away first, as often as that is worth while; then parents are followed from each record that is left, and
 * whoever comes back to its own trace has found a circle.
 */
final class CircleSearch {
    /** A tree that hangs on a circle is rarely deeper; of a deeper one the rest is walked. */
    private static final int ROUNDS = 50;

    private static final int PAGE = 1000;

    private final JdbcTemplate db;
    private int trace;
    private int circles;

    private CircleSearch(JdbcTemplate db) {
        this.db = db;
    }

    /** Leaves the members of all circles among the records that have no place yet in the table {@code circle_member}. */
    static void search(JdbcTemplate db) {
        db.execute(
                "create table if not exists candidate"
                        + " (record_key text primary key, parent_key text not null, trace integer not null default 0) without rowid");
        db.update("delete from candidate");
        db.update("insert into candidate (record_key, parent_key) select record_key, parent_key from change where "
                + UNPLACED.is());
        db.execute("create index if not exists candidate_by_parent on candidate (parent_key)");
        int taken = 1;
        for (int round = 0; taken > 0 && round < ROUNDS; round++) {
            taken = db.update("delete from candidate where not exists"
                    + " (select 1 from candidate child where child.parent_key = candidate.record_key)");
        }
        new CircleSearch(db).walk();
        db.update("delete from candidate");
    }

    private void walk() {
        String after = "";
        List<String> page;
        do {
            page = db.queryForList(
                    "select record_key from candidate where record_key > ? order by record_key limit ?",
                    String.class,
                    after,
                    PAGE);
            page.forEach(this::follow);
            after = page.isEmpty() ? after : page.get(page.size() - 1);
        } while (page.size() == PAGE);
    }

    private void follow(String start) {
        trace++;
        String key = start;
        while (db.update("update candidate set trace = ? where record_key = ? and trace = 0", trace, key) == 1) {
            key = parentOf(key);
        }
        if (isOfThisTrace(key)) {
            keep(key);
        }
    }

    private boolean isOfThisTrace(String key) {
        return db.queryForList("select trace from candidate where record_key = ?", Integer.class, key)
                .contains(trace);
    }

    private void keep(String first) {
        circles++;
        int place = 0;
        String key = first;
        do {
            db.update("insert into circle_member (record_key, circle, place) values (?, ?, ?)", key, circles, place++);
            key = parentOf(key);
        } while (!key.equals(first));
    }

    private String parentOf(String key) {
        Map<String, Object> row = db.queryForMap("select parent_key from candidate where record_key = ?", key);
        return (String) row.get("parent_key");
    }
}
