package io.accountsync.restore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds where records that wait for each other are to begin: one record of each circle, which is made without what it waits for. */
final class Breakers {
    private final Map<String, Deleted> waiting = new LinkedHashMap<>();
    private final Map<String, Set<String>> targets = new HashMap<>();

    /**
     * Takes a record.
     *
     * @param waitsFor ids of deleted records that it points to, at least one
     */
    void add(Deleted record, Set<String> waitsFor) {
        waiting.put(record.id(), record);
        targets.put(record.id(), waitsFor);
    }

    /**
     * Where to begin.
     *
     * @return one record of each circle, and those that wait for nothing but records that do not wait
     */
    List<Deleted> find() {
        List<Deleted> breakers = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String start : waiting.keySet()) {
            Set<String> path = new HashSet<>();
            String at = start;
            while (seen.add(at)) {
                path.add(at);
                String next = next(at);
                if (next == null || path.contains(next)) {
                    breakers.add(waiting.get(at));
                    break;
                }
                at = next;
            }
        }
        return breakers;
    }

    private String next(String id) {
        return targets.get(id).stream().filter(waiting::containsKey).findFirst().orElse(null);
    }
}
