package io.accountsync.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** A table that is edited by chance, and what the newest row of each key is: all that the model test knows of syncing. */
final class ModelSource {
    /** How late a row may be committed with an older cursor. */
    static final int OVERLAP = 20;

    private static final int KEYS = 60;
    private static final int RECENT = 8;

    private final Random random;
    private final boolean hasCursor;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, List<Row>> history = new HashMap<>();
    private final List<Integer> recent = new ArrayList<>();
    private long clock = 1000;

    record Row(String id, String name, String city, String parent, long changed) {
        String key() {
            return id.strip().toLowerCase(Locale.ROOT);
        }

        Map<String, Object> columns() {
            return TestSync.row("id", id, "name", name, "city", city, "parent", parent, "changed", changed);
        }
    }

    /** @param hasCursor whether a sync of it goes by the cursor; else the later row in the table counts */
    ModelSource(Random random, boolean hasCursor) {
        this.random = random;
        this.hasCursor = hasCursor;
    }

    /** One edit, as a day's business makes them. */
    void step() {
        // Often one that was edited a moment ago: what matters happens between two edits of a row.
        int n = !recent.isEmpty() && random.nextInt(3) > 0
                ? recent.get(random.nextInt(recent.size()))
                : random.nextInt(KEYS);
        recent.add(n);
        if (recent.size() > RECENT) {
            recent.remove(0);
        }
        String key = "c" + n;
        List<Row> past = history.computeIfAbsent(key, k -> new ArrayList<>());
        Row now = newest().get(key);
        switch (random.nextInt(10)) {
            case 0 -> rows.removeIf(row -> row.key().equals(key));
            case 1 -> {
                if (now != null) {
                    // An old version that somebody left in the table.
                    rows.add(
                            random.nextInt((hasCursor ? rows.size() : rows.indexOf(now)) + 1),
                            new Row(
                                    spelled(key),
                                    "Stale",
                                    null,
                                    null,
                                    Math.max(0, now.changed() - 1 - random.nextInt(5))));
                }
            }
            case 2, 3, 4 -> {
                back(n, 2 + random.nextInt(2));
            }
            default ->
                write(
                        key,
                        "Name " + random.nextInt(1000),
                        random.nextInt(3) == 0 ? null : "City " + random.nextInt(5),
                        n == 0 || random.nextInt(3) > 0 ? null : "c" + random.nextInt(n));
        }
    }

    /** Puts the rows that were edited last back to what they were before. */
    void undo() {
        new TreeSet<>(recent).forEach(n -> back(n, 2));
    }

    /** Puts a row back to an earlier version; 2 is the one before the last. */
    private void back(int n, int versions) {
        String key = "c" + n;
        List<Row> past = history.getOrDefault(key, List.of());
        if (newest().containsKey(key) && past.size() > 1) {
            Row back = past.get(Math.max(0, past.size() - versions));
            write(key, back.name(), back.city(), back.parent());
        }
    }

    /** The rows that a query finds. */
    List<Map<String, Object>> since(long since) {
        return rows.stream()
                .filter(row -> row.changed() >= since)
                .map(Row::columns)
                .toList();
    }

    List<Map<String, Object>> all() {
        return rows.stream().map(Row::columns).toList();
    }

    /** The newest row of each key: the greatest cursor, and among equals, or without cursor, the last in the table. */
    Map<String, Row> newest() {
        Map<String, Row> newest = new LinkedHashMap<>();
        for (Row row : rows) {
            Row known = newest.get(row.key());
            if (known == null || !hasCursor || row.changed() >= known.changed()) {
                newest.put(row.key(), row);
            }
        }
        return newest;
    }

    private void write(String key, String name, String city, String parent) {
        Row now = newest().get(key);
        // Rows may be committed late; but no row gets older by being edited.
        long changed = ++clock - random.nextInt(OVERLAP / 2);
        if (now != null) {
            changed = Math.max(changed, now.changed() + 1);
            clock = Math.max(clock, changed);
        }
        Row row = new Row(spelled(key), name, city, parent, changed);
        if (now != null && random.nextBoolean()) {
            rows.set(rows.indexOf(now), row);
        } else {
            rows.add(row);
        }
        history.get(key).add(row);
    }

    /** Keys are compared without case and blanks; another spelling is a change all the same, so it must be rare. */
    private String spelled(String key) {
        return switch (random.nextInt(30)) {
            case 0 -> key.toUpperCase(Locale.ROOT);
            case 1 -> " " + key + " ";
            default -> key;
        };
    }
}
