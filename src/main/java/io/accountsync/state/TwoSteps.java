package io.accountsync.state;

import static io.accountsync.state.ChangeStatus.READY;
import static io.accountsync.state.ChangeStatus.UNPLACED;

import io.accountsync.state.ChangeCounts.Wave;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The records of a change set that are new to Salesforce and cannot wait for their parents, since these wait for them: they are
 * sent without the parent first, and with it once all of them are there. Safe for several threads.
 */
public final class TwoSteps {
    static final String TABLE = "create table two_steps"
            + " (record_key text primary key, step integer not null, outcome text) without rowid";

    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final ChangeFile file;

    /**
     * A record whose first step Salesforce has confirmed.
     *
     * @param outcome what the step did, a word of who asks later
     */
    public record Done(String key, String salesforceId, String outcome) {}

    /** A record that points to another one of the same sync. */
    public record Link(String key, String parentKey) {}

    TwoSteps(ChangeFile file) {
        this.file = file;
    }

    static void clear(JdbcTemplate db) {
        db.update("delete from two_steps where step = ? or record_key not in (select record_key from change)", FIRST);
    }

    /** Gives the records of circles their places, in the first wave and the second; says how many they are. */
    static int beginCircles(JdbcTemplate db) {
        return begin(db, " and record_key in (select record_key from circle_member)", 0);
    }

    /** The same for all that have no place yet. */
    static int beginAll(JdbcTemplate db, int wave) {
        return begin(db, "", wave);
    }

    private static int begin(JdbcTemplate db, String condition, int wave) {
        String unplaced = " where " + UNPLACED.is() + condition;
        String place = "update change set wave = ?, " + READY.is() + unplaced;
        db.update(
                "insert into two_steps (record_key, step) select record_key, ? from change" + unplaced
                        + " and salesforce_id is null",
                FIRST);
        // What Salesforce has waits for the new ones only.
        return db.update(place + " and salesforce_id is null", wave) + db.update(place, wave + 1);
    }

    /** Whether any record goes in two steps. */
    public synchronized boolean any() {
        return file.ask(false, db -> db.queryForObject("select exists (select 1 from two_steps)", Boolean.class));
    }

    /** Those of these records that are sent without their parent now. */
    public synchronized Set<String> first(Collection<String> keys) {
        return new HashSet<>(outcomes(keys, FIRST).keySet());
    }

    /** Those of these records that were sent without it before, each with the outcome of that. */
    public synchronized Map<String, String> second(Collection<String> keys) {
        return outcomes(keys, SECOND);
    }

    /** How many records are sent once more. */
    public synchronized long toCome() {
        return count(FIRST);
    }

    /** What waves get in addition when first steps are done: the records that are sent once more. */
    public synchronized List<Wave> secondSteps() {
        return file.ask(
                List.of(),
                db -> db.query(
                        "select wave + 1, count(*), sum(payload_size) from two_steps join change using (record_key)"
                                + " where step = ? and " + READY.is() + " group by wave order by wave",
                        (row, n) -> new Wave(row.getInt(1), row.getLong(2), row.getLong(3)),
                        FIRST));
    }

    /** How many were sent without their parent, and not with it. */
    public synchronized long halfDone() {
        return count(SECOND);
    }

    /** Notes that first steps are done: the records go again in this wave. */
    public synchronized void firstDone(List<Done> records, int wave) {
        file.with(db -> {
            db.batchUpdate(
                    "update two_steps set step = ?, outcome = ? where record_key = ?",
                    records,
                    Math.max(1, records.size()),
                    (statement, record) -> {
                        statement.setInt(1, SECOND);
                        statement.setString(2, record.outcome());
                        statement.setString(3, record.key());
                    });
            return db.batchUpdate(
                    "update change set wave = ?, salesforce_id = ?, " + READY.is() + " where record_key = ?",
                    records,
                    Math.max(1, records.size()),
                    (statement, record) -> {
                        statement.setInt(1, wave);
                        statement.setString(2, record.salesforceId());
                        statement.setString(3, record.key());
                    });
        });
    }

    /**
     * Lets records go in two steps that point to one that is new and goes no earlier than they do: the order is by one parent, and
     * these are others.
     */
    public synchronized void begin(List<Link> links) {
        file.with(db -> db.batchUpdate(
                "insert or ignore into two_steps (record_key, step) select c.record_key, ? from change c, change p"
                        + " where c.record_key = ? and p.record_key = ? and +c." + READY.is() + " and +p." + READY.is()
                        + " and p.salesforce_id is null and p.wave >= c.wave",
                links,
                Math.max(1, links.size()),
                (statement, link) -> {
                    statement.setInt(1, FIRST);
                    statement.setString(2, link.key());
                    statement.setString(3, link.parentKey());
                }));
    }

    /** Lets all records go in one step, since their parent must not be empty. */
    public synchronized void giveUp() {
        file.ask(0, db -> db.update("delete from two_steps where step = ?", FIRST));
    }

    private long count(int step) {
        return file.ask(
                0L,
                db -> db.queryForObject(
                        "select count(*) from two_steps join change using (record_key) where step = ? and "
                                + ChangeStatus.TO_SEND,
                        Long.class,
                        step));
    }

    private Map<String, String> outcomes(Collection<String> keys, int step) {
        Map<String, String> found = new HashMap<>();
        file.ask(null, db -> {
            db.query(
                    "select s.record_key, s.outcome from json_each(?) as wanted cross join two_steps s"
                            + " where s.record_key = wanted.value and s.step = ?",
                    row -> {
                        found.put(row.getString(1), row.getString(2));
                    },
                    JsonKeys.of(keys),
                    step);
            return null;
        });
        return found;
    }
}
