package io.accountsync.state;

import static io.accountsync.state.ChangeStatus.READY;
import static io.accountsync.state.ChangeStatus.UNRESOLVED;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The records of a change set that point to each other in a circle, and what hangs on them. Safe for several threads. */
public final class Circles {
    private static final String TABLE = "create table circle_member"
            + " (record_key text primary key, circle integer not null, place integer not null,"
            + " refused integer not null default 1) without rowid";

    private static final String REFUSED = " refused = 1";

    private static final String HANGING =
            "create table hanging (record_key text primary key, circle integer not null) without rowid";

    /** So many keys name a circle. */
    private static final int NAMED = 5;

    private final ChangeFile file;
    private final TwoSteps twoSteps;
    private final WaysOut waysOut;

    /**
     * One circle.
     *
     * @param keys of its first records, each of which points to the next one
     */
    public record Circle(long size, List<String> keys) {
        /**
         * Its keys for people: {@code a, b, c and 7 more}.
         *
         * @param written how each key is shown
         */
        public String text(UnaryOperator<String> written) {
            return keys.stream().map(written).collect(Collectors.joining(", "))
                    + (size > keys.size() ? " and " + (size - keys.size()) + " more" : "");
        }
    }

    Circles(ChangeFile file, ChangeTable table) {
        this.file = file;
        this.twoSteps = new TwoSteps(file);
        this.waysOut = new WaysOut(file, table);
        List.of(TABLE, HANGING, TwoSteps.TABLE).forEach(file::define);
    }

    /** Those that are sent without their parent first. */
    public TwoSteps twoSteps() {
        return twoSteps;
    }

    /** Where chains of parents go on among records that Salesforce has. */
    public WaysOut waysOut() {
        return waysOut;
    }

    static void clear(JdbcTemplate db) {
        db.update("delete from circle_member");
    }

    /** Finds all of them among the records that have no place in the order yet. */
    static void find(JdbcTemplate db) {
        CircleSearch.search(db);
        db.execute("create index if not exists circle_in_order on circle_member (circle, place)");
    }

    /** How many circles there are. */
    public synchronized long count() {
        return file.ask(0L, db -> db.queryForObject("select count(distinct circle) from circle_member", Long.class));
    }

    /** How many records are in them. */
    public synchronized long members() {
        return file.ask(0L, db -> db.queryForObject("select count(*) from circle_member where" + REFUSED, Long.class));
    }

    /** How many of these were read by this run, and not rejected with the same contents before. */
    public synchronized long newlyFound() {
        return file.ask(
                0L,
                db -> db.queryForObject(
                        "select count(*) from circle_member join change using (record_key)"
                                + " where origin = ? and rejected_same = 0 and" + REFUSED,
                        Long.class,
                        Change.Origin.READ.ordinal()));
    }

    /**
     * The next records that are in a circle, by key, each with its circle; of one that goes through records which Salesforce has
     * and which stay as they are, the others.
     */
    public synchronized Map<String, Circle> members(String after, int limit) {
        return page("circle_member where" + REFUSED + " and", after, limit);
    }

    /** The circles that these records are in, by key; the others are absent. */
    public synchronized Map<String, Circle> of(Collection<String> keys) {
        return file.ask(
                Map.of(),
                db -> circles(
                        db,
                        "select m.record_key, m.circle from json_each(?) as wanted cross join circle_member m"
                                + " where m.record_key = wanted.value",
                        JsonKeys.of(keys)));
    }

    /** Any circle; null when there is none. */
    public Circle first() {
        return members("", 1).values().stream().findFirst().orElse(null);
    }

    /**
     * Finds the records that cannot be sent when those of the circles are not: their parents, or the parents of these, are not
     * in Salesforce.
     */
    public synchronized void findHanging() {
        file.ask(0, db -> {
            db.update("delete from hanging");
            db.execute("create index if not exists change_by_parent on change (parent_key)");
            return db.update(
                    "insert into hanging (record_key, circle)"
                            + " with recursive below (record_key, circle, known) as ("
                            + "select m.record_key, m.circle, c.salesforce_id is not null"
                            + " from circle_member m join change c using (record_key) where" + REFUSED
                            + " union select c.record_key, b.circle, c.salesforce_id is not null"
                            + " from below b join change c on c.parent_key = b.record_key"
                            + " where b.known = 0 and +c." + READY.is() + ")"
                            + " select record_key, circle from below where record_key not in (select record_key from circle_member)");
        });
    }

    /** The next records that {@link #findHanging} found, by key, each with the circle that it hangs on. */
    public synchronized Map<String, Circle> hanging(String after, int limit) {
        return page("hanging where", after, limit);
    }

    /**
     * Notes a circle that does not lie in the change set alone.
     *
     * @param keys of its records, each of which points to the next one
     * @param refused those of them that are not to be sent
     */
    public synchronized void add(List<String> keys, Set<String> refused) {
        file.with(db -> {
            Long number = db.queryForObject("select coalesce(max(circle), 0) + 1 from circle_member", Long.class);
            List<Integer> places = IntStream.range(0, keys.size()).boxed().toList();
            return db.batchUpdate(
                    "insert or ignore into circle_member (record_key, circle, place, refused) values (?, ?, ?, ?)",
                    places,
                    places.size(),
                    (statement, place) -> {
                        statement.setString(1, keys.get(place));
                        statement.setLong(2, number);
                        statement.setInt(3, place);
                        statement.setBoolean(4, refused.contains(keys.get(place)));
                    });
        });
    }

    /** Leaves rows in the change set that are not sent, with the reason. */
    public synchronized void keepBack(List<Unresolved> rows) {
        file.with(db -> {
            UnresolvedRows.add(db, rows);
            return ChangeTable.forEach(
                    db,
                    "update change set " + UNRESOLVED.is() + " where record_key = ?",
                    rows.stream().map(row -> row.change().key()).toList());
        });
    }

    private Map<String, Circle> page(String table, String after, int limit) {
        return file.ask(
                Map.of(),
                db -> circles(
                        db,
                        "select record_key, circle from " + table + " record_key > ? order by record_key limit ?",
                        after,
                        limit));
    }

    private static Map<String, Circle> circles(JdbcTemplate db, String sql, Object... arguments) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        db.query(
                sql,
                row -> {
                    numbers.put(row.getString(1), row.getLong(2));
                },
                arguments);
        Map<Long, Circle> byNumber = new HashMap<>();
        Map<String, Circle> circles = new LinkedHashMap<>();
        numbers.forEach((key, number) -> circles.put(key, byNumber.computeIfAbsent(number, some -> circle(db, some))));
        return circles;
    }

    private static Circle circle(JdbcTemplate db, long number) {
        return new Circle(
                db.queryForObject("select count(*) from circle_member where circle = ?", Long.class, number),
                db.queryForList(
                        "select record_key from circle_member where circle = ? order by place limit ?",
                        String.class,
                        number,
                        NAMED));
    }
}
