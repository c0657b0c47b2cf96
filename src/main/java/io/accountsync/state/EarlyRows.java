package io.accountsync.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The records of a change set that are sent while other rows are read still. That is right only where each key comes once: a second
 * row of such a record is refused, since nobody can take back what was sent. Safe for several threads.
 */
public final class EarlyRows {
    private static final String TABLE = "create table early (record_key text primary key) without rowid";

    private final ChangeFile file;
    private volatile Taker taker;

    /** Who sends them. */
    public interface Taker {
        /** Rows have come into the change set. The thread that reads calls this; it holds nothing of the change set then. */
        void added(List<Change> changes);

        /** What is thrown where a second row comes with the key of a record that was taken. */
        RuntimeException twice(String key);
    }

    EarlyRows(ChangeFile file) {
        this.file = file;
    }

    /** From now on rows may be taken. */
    public void begin(Taker whoSends) {
        file.with(db -> {
            db.execute(TABLE);
            return null;
        });
        taker = whoSends;
    }

    /** Takes records as they were added, without those that another row has replaced meanwhile; says which these are. */
    public List<Change> take(List<Change> changes) {
        return file.with(db -> {
            int[] taken = db.batchUpdate(
                    "update change set " + ChangeStatus.EARLY.is() + " where record_key = ? and sequence = ? and "
                            + ChangeStatus.READY.is(),
                    changes.stream()
                            .map(change -> new Object[] {change.key(), change.sequence()})
                            .toList());
            List<Change> ours = new ArrayList<>();
            for (int i = 0; i < taken.length; i++) {
                if (taken[i] > 0) {
                    ours.add(changes.get(i));
                }
            }
            ChangeTable.forEach(db, "insert into early (record_key) values (?)", keysOf(ours));
            return ours;
        });
    }

    /** Leaves those of these records that have no outcome to the waves; says how many these are. */
    public int giveBack(List<Change> changes) {
        int[] given = file.with(db -> ChangeTable.forEach(
                db,
                "update change set " + ChangeStatus.READY.is() + " where record_key = ? and " + ChangeStatus.EARLY.is(),
                keysOf(changes)));
        return Arrays.stream(given).sum();
    }

    /** Tells of rows that were added. */
    void added(List<Change> changes) {
        Taker whoSends = taker;
        if (whoSends != null) {
            whoSends.added(changes);
        }
    }

    /** Refuses rows with the keys of records that were taken. */
    void requireNone(JdbcTemplate db, List<Change> changes) {
        for (String key : among(db, keysOf(changes))) {
            throw taker.twice(key);
        }
    }

    /** These changes without those of records that were taken: such a record has had its turn in this run. */
    List<Change> without(JdbcTemplate db, List<Change> changes) {
        Set<String> taken = among(db, keysOf(changes));
        return taken.isEmpty()
                ? changes
                : changes.stream()
                        .filter(change -> !taken.contains(change.key()))
                        .toList();
    }

    /** Refuses rows that are invalid, or that Salesforce has as they are, next to a record that was taken. */
    void requireNoOthers(JdbcTemplate db, ReadLog unchanged) {
        if (taker == null) {
            return;
        }
        KeyFilter taken = new KeyFilter();
        List<String> twice = new ArrayList<>(
                db.queryForList("select record_key from early join invalid using (record_key) limit 1", String.class));
        db.query("select record_key from early", row -> {
            taken.add(row.getString(1));
        });
        unchanged.forEach((key, cursor, sequence) -> {
            if (twice.isEmpty() && taken.mayContain(key)) {
                twice.addAll(among(db, List.of(key)));
            }
        });
        if (!twice.isEmpty()) {
            throw taker.twice(twice.get(0));
        }
    }

    private Set<String> among(JdbcTemplate db, Collection<String> keys) {
        return taker == null || keys.isEmpty()
                ? Set.of()
                : new HashSet<>(db.queryForList(
                        "select record_key from json_each(?) as wanted cross join early where record_key = wanted.value",
                        String.class,
                        JsonKeys.of(keys)));
    }

    private static List<String> keysOf(List<Change> changes) {
        return changes.stream().map(Change::key).toList();
    }
}
