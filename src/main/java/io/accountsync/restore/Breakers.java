package io.accountsync.restore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds where records that wait for each other are to begin: one record of each circle, which is made without what it waits for
 * and given that later. A circle in which each needs the next one cannot begin anywhere.
 */
final class Breakers {
    private final Map<String, Candidate> waiting = new LinkedHashMap<>();
    private final List<Candidate> breakers = new ArrayList<>();
    private final List<List<Candidate>> closed = new ArrayList<>();

    /** Looks at all records that wait. */
    Breakers(Collection<Candidate> all) {
        all.forEach(candidate -> waiting.put(candidate.record().id(), candidate));
        Set<String> seen = new HashSet<>();
        waiting.keySet().forEach(start -> walk(start, seen));
    }

    /** One record of each circle, and those that wait for nothing but records that do not wait. */
    List<Candidate> breakers() {
        return breakers;
    }

    /** The circles without such a record. */
    List<List<Candidate>> closed() {
        return closed;
    }

    private void walk(String start, Set<String> seen) {
        List<String> path = new ArrayList<>();
        Set<String> onPath = new HashSet<>();
        String at = start;
        while (seen.add(at)) {
            path.add(at);
            onPath.add(at);
            String next = next(at);
            if (next == null) {
                breakers.add(waiting.get(at));
                return;
            }
            if (onPath.contains(next)) {
                begin(path.subList(path.indexOf(next), path.size()));
                return;
            }
            at = next;
        }
    }

    private void begin(List<String> circle) {
        List<Candidate> members = circle.stream().map(waiting::get).toList();
        members.stream()
                .filter(one -> among(one.needs()) == null)
                .findFirst()
                .ifPresentOrElse(breakers::add, () -> closed.add(members));
    }

    /** What a record needs comes first, so that a circle with another record in it is found before one without. */
    private String next(String id) {
        String needed = among(waiting.get(id).needs());
        return needed != null ? needed : among(waiting.get(id).waitsFor());
    }

    private String among(Set<String> ids) {
        return ids.stream().filter(waiting::containsKey).sorted().findFirst().orElse(null);
    }
}
