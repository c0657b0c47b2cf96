package io.accountsync.state;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which record of the org is to get which External ID, in a SQLite file of its own: so that a file of any length is known to
 * be without contradiction before the first write. Used by one thread, the one that reads pages.
 */
public final class LinkFile implements AutoCloseable {
    private static final int PAGE = 1000;

    /** Ids of 15 and of 18 characters are the same up to here. */
    private static final int TELLING = 15;

    /**
     * One link.
     *
     * @param number its place in the order
     * @param id of the record in Salesforce
     * @param key the External ID as Salesforce compares it
     * @param externalId as it is to be written
     */
    public record Link(long number, String id, String key, String externalId) {
        /** What two spellings of one id have in common. */
        public String telling() {
            return telling(id);
        }

        /** What two spellings of one id have in common. */
        public static String telling(String id) {
            return id.substring(0, Math.min(TELLING, id.length()));
        }
    }

    private final ChangeFile file;

    /** Makes an empty one. */
    public LinkFile(Path directory) {
        file = new ChangeFile(
                directory.resolve("adopt-" + UUID.randomUUID() + ".db"),
                "create table link (n integer primary key, id text not null, telling text not null, record_key text"
                        + " not null, external_id text not null, conflict integer not null default 0)",
                "create table undecided (record_key text primary key) without rowid",
                "create table as_new (record_key text primary key) without rowid");
    }

    public void add(List<Link> links) {
        file.with(db -> db.batchUpdate(
                "insert into link (id, telling, record_key, external_id) values (?, ?, ?, ?)",
                links,
                PAGE,
                (statement, link) -> {
                    statement.setString(1, link.id());
                    statement.setString(2, link.telling());
                    statement.setString(3, link.key());
                    statement.setString(4, link.externalId());
                }));
    }

    /** Adds keys of rows that the file leaves open, and of those that it says are none of the org's records. */
    public void addRows(Collection<String> undecided, Collection<String> asNew) {
        file.with(db -> {
            for (String key : undecided) {
                db.update("insert or ignore into undecided (record_key) values (?)", key);
            }
            for (String key : asNew) {
                db.update("insert or ignore into as_new (record_key) values (?)", key);
            }
            return null;
        });
    }

    /** A page of the keys that are left open: no line of the file links them, and none says that they are new. */
    public List<String> undecided(String after, int limit) {
        return keys(
                "select record_key from undecided where record_key not in (select record_key from link) and record_key not in"
                        + " (select record_key from as_new)",
                after,
                limit);
    }

    /** A page of the keys that are none of the org's records. */
    public List<String> asNew(String after, int limit) {
        return keys("select record_key from as_new where true", after, limit);
    }

    /** A key that one line links and another calls new; empty when there is none. */
    public Optional<String> linkedAndNew() {
        return file
                .with(db -> db.queryForList(
                        "select external_id from link where record_key in (select record_key from as_new) limit 1",
                        String.class))
                .stream()
                .findFirst();
    }

    private List<String> keys(String select, String after, int limit) {
        return file.with(db -> db.queryForList(
                select + " and record_key > ? order by record_key limit ?", String.class, after, limit));
    }

    /** Ends the adding: what appears twice counts once, and what contradicts is marked. */
    public void deduplicate() {
        file.with(db -> {
            db.execute("create index link_by_id on link (telling, record_key)");
            db.execute("create index link_by_key on link (record_key, telling)");
            db.update("delete from link where n not in (select min(n) from link group by telling, record_key)");
            markTwice(db, "telling", "record_key");
            markTwice(db, "record_key", "telling");
            return null;
        });
    }

    /** How many links there are, with those that contradict each other. */
    public long count() {
        return file.with(db -> db.queryForObject("select count(*) from link", Long.class));
    }

    /** A page of the links that contradict no other. */
    public List<Link> page(long after, int limit) {
        return links(after, limit, 0);
    }

    /** A page of the links that give one record two External IDs, or two records the same. */
    public List<Link> contradictions(long after, int limit) {
        return links(after, limit, 1);
    }

    private List<Link> links(long after, int limit, int conflict) {
        return file.with(db -> db.query(
                "select n, id, record_key, external_id from link where n > ? and conflict = ? order by n limit ?",
                (row, i) -> new Link(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
                after,
                conflict,
                limit));
    }

    private static void markTwice(JdbcTemplate db, String one, String other) {
        db.update("update link set conflict = 1 where " + one + " in (select " + one + " from link group by " + one
                + " having min(" + other + ") <> max(" + other + "))");
    }

    /** Deletes the file. */
    @Override
    public void close() {
        file.close();
    }
}
