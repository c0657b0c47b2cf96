package io.accountsync.state;

import io.accountsync.mapping.Payload;
import java.util.ArrayList;
import java.util.List;

/** The first rows that fell out since another one has the same key, and how many of them had other contents. */
public final class DuplicateRows {
    private static final int MOST = 1000;

    private final List<Duplicate> first = new ArrayList<>();
    private long different;

    /**
     * Two rows with one key.
     *
     * @param kept the sequence of the row that counts
     * @param leftOut the sequence of the other
     * @param differ whether they would have been sent with other contents
     * @param payload of the one that was left out, where nothing is kept of the other; null otherwise
     */
    public record Duplicate(String key, long kept, long leftOut, boolean differ, Payload payload) {}

    DuplicateRows() {}

    void add(String key, long kept, long leftOut, boolean differ) {
        add(key, kept, leftOut, differ, null);
    }

    void add(String key, long kept, long leftOut, boolean differ, Payload payload) {
        if (first.size() < MOST) {
            first.add(new Duplicate(key, kept, leftOut, differ, payload));
        }
        if (differ) {
            different++;
        }
    }

    /** The first ones; there may be more. */
    public List<Duplicate> first() {
        return List.copyOf(first);
    }

    /** How many rows had other contents than the one that was taken. */
    public long different() {
        return different;
    }
}
