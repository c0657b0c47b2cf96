package io.accountsync.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What records of the org have, by their keys, in a SQLite file of its own: so that any number of them takes constant memory. First
 * all are added, then they are asked for. Used by one thread.
 */
public final class OrgRecordTable implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChangeFile file;

    private OrgRecordTable(ChangeFile file) {
        this.file = file;
    }

    /** Makes an empty one. */
    public static OrgRecordTable create(Path directory) {
        return new OrgRecordTable(new ChangeFile(
                directory.resolve("org-records-" + UUID.randomUUID() + ".db"),
                // In the order in which they come, so that only short keys are sorted, and those once.
                "create table record (number integer primary key, record_key text not null, fields blob not null)"));
    }

    /** Adds records. */
    public void add(Map<String, JsonNode> records) {
        List<Map.Entry<String, JsonNode>> page = new ArrayList<>(records.entrySet());
        file.with(db -> db.batchUpdate(
                "insert into record (record_key, fields) values (?, ?)",
                page,
                Math.max(1, page.size()),
                (statement, record) -> {
                    statement.setString(1, record.getKey());
                    statement.setBytes(2, bytes(record.getValue()));
                }));
    }

    /** All of them were added; before that none is found. */
    public void addedAll() {
        file.with(db -> {
            db.execute("create index record_by_key on record (record_key, number)");
            return null;
        });
    }

    /** Those of these keys; of several with one key the one that came last. */
    public Map<String, JsonNode> find(Collection<String> keys) {
        Map<String, JsonNode> found = new HashMap<>();
        file.with(db -> {
            db.query(
                    // The index has those of one key in the order in which they came.
                    "select r.record_key, r.fields from json_each(?) as wanted cross join record r indexed by record_by_key"
                            + " where r.record_key = wanted.value",
                    row -> {
                        found.put(row.getString(1), tree(row.getBytes(2)));
                    },
                    JsonKeys.of(keys));
            return null;
        });
        return found;
    }

    private static byte[] bytes(JsonNode record) {
        try {
            return JSON.writeValueAsBytes(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(byte[] record) {
        try {
            return JSON.readTree(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the file. */
    @Override
    public void close() {
        file.close();
    }
}
