package io.accountsync.state;

import io.accountsync.mapping.Payload;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rows of a whole source by their keys, in a SQLite file of its own: so that any number of them takes constant memory.
 * First all rows are added, then records of the org are looked for among them. Used by one thread.
 */
public final class SourceRowTable implements AutoCloseable {
    /**
     * A row.
     *
     * @param payload the fields as JSON in UTF-8
     */
    public record SourceRow(String key, long cursor, Payload payload) {
        /** Without the payload, which is a row's contents. */
        @Override
        public String toString() {
            return "SourceRow[" + key + "]";
        }
    }

    private final ChangeFile file;
    private long rows;
    private boolean hasInvalid;

    private SourceRowTable(ChangeFile file) {
        this.file = file;
    }

    /** Makes an empty one. */
    public static SourceRowTable create(Path directory) {
        ChangeFile file = new ChangeFile(
                directory.resolve("reconcile-" + UUID.randomUUID() + ".db"),
                // With row ids, so that payloads are appended and only short keys are sorted in.
                "create table source (record_key text primary key, cursor integer not null, payload blob not null,"
                        + " seen integer not null default 0)",
                "create table invalid (record_key text primary key) without rowid");
        return new SourceRowTable(file);
    }

    /** Adds rows. Of several with one key the one with the greatest cursor stays, and the later one among equal cursors. */
    public void add(List<SourceRow> page) {
        rows += page.size();
        file.with(db -> db.batchUpdate(
                "insert into source (record_key, cursor, payload) values (?, ?, ?) on conflict (record_key) do update set"
                        + " cursor = excluded.cursor, payload = excluded.payload where excluded.cursor >= cursor",
                page,
                Math.max(1, page.size()),
                (statement, row) -> {
                    statement.setString(1, row.key());
                    statement.setLong(2, row.cursor());
                    statement.setBytes(3, row.payload().bytes());
                }));
    }

    /** Notes that there is a row of this key which makes no payload. */
    public void addInvalid(String key) {
        hasInvalid = true;
        file.with(db -> db.update("insert into invalid values (?) on conflict do nothing", key));
    }

    /** Whether such a row was noted. */
    public boolean isInvalid(String key) {
        return hasInvalid
                && file.with(db ->
                                db.queryForObject("select count(*) from invalid where record_key = ?", Long.class, key))
                        > 0;
    }

    /** How many rows fell out, since a newer one has the same key. */
    public long duplicates() {
        return rows - file.with(db -> db.queryForObject("select count(*) from source", Long.class));
    }

    /** The payloads of these keys, which count as seen from now on; keys without a row are absent. */
    public Map<String, Payload> take(Collection<String> keys) {
        Map<String, Payload> found = new HashMap<>();
        file.with(db -> {
            db.query(
                    "select s.record_key, s.payload from json_each(?) as wanted cross join source s"
                            + " where s.record_key = wanted.value",
                    row -> {
                        found.put(row.getString(1), Payload.of(row.getBytes(2)));
                    },
                    JsonKeys.of(keys));
            return db.update(
                    "update source set seen = 1 where record_key in (select value from json_each(?))",
                    JsonKeys.of(keys));
        });
        return found;
    }

    /** The next keys, in their order, that were not seen. */
    public List<String> unseen(String after, int limit) {
        return file.with(db -> db.queryForList(
                "select record_key from source where record_key > ? and seen = 0 order by record_key limit ?",
                String.class,
                after,
                limit));
    }

    /** Deletes the file. */
    @Override
    public void close() {
        file.close();
    }
}
