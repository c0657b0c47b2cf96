package io.accountsync.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A table that is edited by chance, and what the newest row of each key is: all that the model test knows of syncing. */
final class ModelSource {
    /** How late a row may be committed with an older cursor. */
    static final int OVERLAP = 20;

    private static final int KEYS = 60;
    private static final int RECENT = 8;

    private final Random random;
    private final boolean hasCursor;
    private final boolean hasTombstones;
    private final boolean hasCircles;
    private final Set<String> wereGone = new TreeSet<>();
    private final List<ModelRow> rows = new ArrayList<>();
    private final Map<String, List<ModelRow>> history = new HashMap<>();
    private final List<Integer> recent = new ArrayList<>();
    private long clock = 1000;

    /**
     * An empty one.
     *
     * @param hasCursor whether a sync of it goes by the cursor; else the later row in the table counts
     * @param hasTombstones whether rows are marked as gone, as a rule, and not taken away
     * @param hasCircles whether rows have partners, who may have them as partners
     */
    ModelSource(Random random, boolean hasCursor, boolean hasTombstones, boolean hasCircles) {
        this.random = random;
        this.hasCursor = hasCursor;
        this.hasTombstones = hasTombstones;
        this.hasCircles = hasCircles;
    }

    /** One edit, as a day's business makes them. */
    void step() {
        // Often one that was edited a moment ago: what matters happens between two edits of a row.
        int n = !recent.isEmpty() && random.nextInt(3) > 0
                ? recent.get(random.nextInt(recent.size()))
                : random.nextInt(KEYS);
        edited(n);
        String key = "c" + n;
        ModelRow now = newest().get(key);
        switch (random.nextInt(10)) {
            case 0 -> take(key);
            case 1 -> {
                if (now != null) {
                    // An old version that somebody left in the table.
                    rows.add(
                            random.nextInt((hasCursor ? rows.size() : rows.indexOf(now)) + 1),
                            new ModelRow(
                                    spelled(key),
                                    "Stale",
                                    null,
                                    null,
                                    null,
                                    Math.max(0, now.changed() - 1 - random.nextInt(5)),
                                    false));
                }
            }
            case 2, 3, 4 -> {
                back(n, 2 + random.nextInt(2));
            }
            default ->
                write(
                        key,
                        new ModelRow(
                                key,
                                "Name " + random.nextInt(1000),
                                random.nextInt(3) == 0 ? null : "City " + random.nextInt(5),
                                n == 0 || random.nextInt(3) > 0 ? null : "c" + random.nextInt(n),
                                hasCircles && random.nextInt(3) == 0 ? partner(key) : null,
                                0,
                                false));
        }
    }

    private void edited(int n) {
        recent.add(n);
        if (recent.size() > RECENT) {
            recent.remove(0);
        }
    }

    /** One of those that are there, or itself. */
    private String partner(String key) {
        List<String> keys = newest().keySet().stream().toList();
        return keys.isEmpty() || random.nextInt(5) == 0 ? key : keys.get(random.nextInt(keys.size()));
    }

    /** Two rows that point to each other, new ones if possible. */
    void addCircle() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            String key = "c" + random.nextInt(KEYS);
            ModelRow now = newest().get(key);
            if (keys.size() < 2 && !keys.contains(key) && (now == null || now.isTombstone())) {
                keys.add(key);
            }
        }
        if (keys.size() == 2) {
            write(keys.get(0), new ModelRow("", "Name of one", null, null, keys.get(1), 0, false));
            write(keys.get(1), new ModelRow("", "Name of the other", null, null, keys.get(0), 0, false));
        }
    }

    /** Some rows go at once. */
    void takeSome() {
        List<String> keys = newest().keySet().stream().toList();
        for (int i = 0; i < 2 && !keys.isEmpty(); i++) {
            String key = keys.get(random.nextInt(keys.size()));
            take(key);
            edited(Integer.parseInt(key.substring(1)));
        }
    }

    private void take(String key) {
        ModelRow now = newest().get(key);
        if (now == null) {
            return;
        }
        ModelLog.say("row", key, "is taken away");
        if (hasTombstones && random.nextInt(5) > 0) {
            write(key, new ModelRow(key, null, null, null, null, 0, true));
        } else {
            rows.removeIf(row -> row.key().equals(key));
        }
        if (isGone(key)) {
            wereGone.add(key);
        }
    }

    /** Whether a sync should know, when it has read all that there is, that the row of this key is gone. */
    boolean isGone(String key) {
        ModelRow now = newest().get(key);
        return hasTombstones ? now != null && now.isTombstone() : now == null && history.containsKey(key);
    }

    /** The keys of which that can be said. */
    Set<String> gone() {
        return history.keySet().stream().filter(this::isGone).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether that could be said at some time since {@link #forgetThePast}. */
    boolean wasGone(String key) {
        return wereGone.contains(key) || isGone(key);
    }

    /** What was gone before now does not count any more. */
    void forgetThePast() {
        wereGone.clear();
        wereGone.addAll(gone());
    }

    /** What a key was ever called. */
    Set<String> names(String key) {
        return history.getOrDefault(key, List.of()).stream().map(ModelRow::name).collect(Collectors.toSet());
    }

    /** Later than all rows. */
    long next() {
        return clock + 1;
    }

    /** Puts the rows that were edited last back to what they were before. */
    void undo() {
        new TreeSet<>(recent).forEach(n -> back(n, 2));
    }

    /** Puts a row back to an earlier version; 2 is the one before the last. */
    private void back(int n, int versions) {
        String key = "c" + n;
        List<ModelRow> past = history.getOrDefault(key, List.of());
        ModelRow now = newest().get(key);
        boolean isAway = now == null || now.isTombstone();
        if (isAway ? !past.isEmpty() && random.nextBoolean() : past.size() > 1) {
            // What is away comes back as it was: that nothing has changed is not to be believed then.
            int from = isAway && random.nextInt(3) > 0 ? 1 : versions;
            ModelRow back = past.get(Math.max(0, past.size() - from));
            write(key, back);
        }
    }

    /** The rows that a query finds. */
    List<Map<String, Object>> since(long since) {
        return rows.stream()
                .filter(row -> row.changed() >= since)
                .map(ModelRow::columns)
                .toList();
    }

    List<Map<String, Object>> all() {
        return rows.stream().map(ModelRow::columns).toList();
    }

    /** The newest row of each key: the greatest cursor, and among equals, or without cursor, the last in the table. */
    Map<String, ModelRow> newest() {
        Map<String, ModelRow> newest = new LinkedHashMap<>();
        for (ModelRow row : rows) {
            ModelRow known = newest.get(row.key());
            if (known == null || !hasCursor || row.changed() >= known.changed()) {
                newest.put(row.key(), row);
            }
        }
        return newest;
    }

    private void write(String key, ModelRow content) {
        ModelRow now = newest().get(key);
        // Rows may be committed late; but no row gets older by being edited.
        long changed = ++clock - random.nextInt(OVERLAP / 2);
        if (now != null) {
            changed = Math.max(changed, now.changed() + 1);
            clock = Math.max(clock, changed);
        }
        ModelRow row = content.as(spelled(key), changed);
        ModelLog.say("row", key, "is", row);
        if (now != null && random.nextBoolean()) {
            rows.set(rows.indexOf(now), row);
        } else {
            rows.add(row);
        }
        if (!row.isTombstone()) {
            history.computeIfAbsent(key, unknown -> new ArrayList<>()).add(row);
        }
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
