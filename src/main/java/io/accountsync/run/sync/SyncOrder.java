package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which sync follows which others, as their files say by {@code after}: parents are written before their children. */
public final class SyncOrder {
    private static final String AFTER = "after";

    private final Map<String, List<String>> followed = new TreeMap<>();
    private final Map<String, List<Finding>> findings = new TreeMap<>();

    private SyncOrder() {}

    /** @param names of all syncs that there are, also of those that could not be compiled */
    static SyncOrder of(Collection<Sync> syncs, Collection<String> names) {
        SyncOrder order = new SyncOrder();
        syncs.forEach(sync -> order.add(sync, names));
        syncs.forEach(order::refuseRing);
        return order;
    }

    /** The syncs that this one follows, in the order of its file; empty for none. */
    public List<String> followedBy(String sync) {
        return followed.getOrDefault(sync, List.of());
    }

    /** These syncs, which have no ring among them, so that each comes after those that it follows; otherwise by name. */
    public List<String> sequence(Collection<String> names) {
        Set<String> sequence = new LinkedHashSet<>();
        names.stream().sorted().forEach(name -> addAfterFollowed(name, names, sequence));
        return List.copyOf(sequence);
    }

    /** What is wrong with what a sync says of its order. */
    List<Finding> findings(String sync) {
        return findings.getOrDefault(sync, List.of());
    }

    private void add(Sync sync, Collection<String> names) {
        List<String> known = new ArrayList<>();
        for (String name : sync.mapping().after()) {
            if (names.contains(name)) {
                known.add(name);
            } else {
                refuse(
                        sync,
                        "names " + name + ", and no sync file defines it; did you mean " + NearestNames.one(name, names)
                                + "? There are: " + String.join(", ", names));
            }
        }
        followed.put(sync.name(), List.copyOf(known));
    }

    private void refuseRing(Sync sync) {
        ringFrom(sync.name(), sync.name(), new ArrayList<>()).ifPresent(ring -> {
            refuse(
                    sync,
                    "goes round in a ring, so that none of them could begin: " + String.join(" after ", ring)
                            + "; take one of them out");
        });
    }

    /** The way from a sync to itself; empty when there is none. */
    private Optional<List<String>> ringFrom(String start, String name, List<String> way) {
        way.add(name);
        for (String next : followedBy(name)) {
            if (next.equals(start)) {
                way.add(next);
                return Optional.of(way);
            }
            if (!way.contains(next)) {
                Optional<List<String>> ring = ringFrom(start, next, way);
                if (ring.isPresent()) {
                    return ring;
                }
            }
        }
        way.remove(way.size() - 1);
        return Optional.empty();
    }

    private void refuse(Sync sync, String message) {
        findings.computeIfAbsent(sync.name(), name -> new ArrayList<>())
                .add(Finding.error(sync.mapping().file(), AFTER, message)
                        .at(sync.mapping().lineOf(AFTER)));
    }

    private void addAfterFollowed(String name, Collection<String> names, Set<String> sequence) {
        followedBy(name).stream()
                .filter(names::contains)
                .filter(followed -> !sequence.contains(followed))
                .forEach(followed -> addAfterFollowed(followed, names, sequence));
        sequence.add(name);
    }
}
