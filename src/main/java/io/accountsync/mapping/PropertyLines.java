package io.accountsync.mapping;

import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of a file in which the properties of a sync stand, and its fields: what a message needs to point there.
 *
 * @param byName from 1, by name; letters without case
 */
public record PropertyLines(Map<String, Integer> byName) {
    /** Of a definition that comes from no file. */
    static final PropertyLines UNKNOWN = new PropertyLines(Map.of());

    public PropertyLines {
        Map<String, Integer> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(byName);
        byName = sorted;
    }

    /** The line of a property or field; 0 when it is not known, or for null. */
    int of(String name) {
        return name == null ? 0 : byName.getOrDefault(name, 0);
    }
}
