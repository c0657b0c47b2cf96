package io.accountsync.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads rows to their end, into something that a test can compare. */
final class Read {
    private Read() {}

    /** Each row as a map of its own, or as the MalformedRow that it is. */
    static List<Object> all(Rows rows) {
        List<Object> all = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(row -> all.add(
                    row instanceof Map<?, ?> map
                            ? new LinkedHashMap<>(map)
                            : row instanceof MalformedRow malformed
                                    ? new MalformedRow(malformed.place(), malformed.reason())
                                    : row));
        }
        return all;
    }

    /** The malformed rows only, as they come. */
    static List<MalformedRow> malformed(Rows rows) {
        List<MalformedRow> all = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(row -> {
                if (row instanceof MalformedRow malformed) {
                    all.add(malformed);
                }
            });
        }
        return all;
    }

    /** The cells of each row in the order of the file; a malformed row is its own text. */
    static List<List<Object>> cells(Rows rows) {
        List<List<Object>> all = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(row -> all.add(
                    row instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : Arrays.asList(row.toString())));
        }
        return all;
    }
}
