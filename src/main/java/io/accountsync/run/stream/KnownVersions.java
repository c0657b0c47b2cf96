package io.accountsync.run.stream;

import io.accountsync.run.Run;
import io.accountsync.source.SourceVersion;
import io.accountsync.state.SourceVersions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** How far the sources were, by the state, when they gave what is known of the records of some events. */
final class KnownVersions {
    private final Map<String, Map<String, Long>> versions = new HashMap<>();
    private final Map<String, Map<String, String>> elsewhere = new HashMap<>();
    private final Map<String, Set<String>> fresh = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final String cursor;

    private KnownVersions(String cursor) {
        this.cursor = cursor;
    }

    /** Looks them up. */
    static KnownVersions of(List<BatchEvent> events, Run run) {
        String column = run.sync().mapping().cursor();
        KnownVersions known = new KnownVersions(column == null ? null : SourceVersions.ofCursor(column));
        known.find(events, run.state().versions());
        known.refused.addAll(run.state()
                .deletions()
                .refused()
                .among(events.stream()
                        .filter(BatchEvent::isDeletion)
                        .map(BatchEvent::key)
                        .toList()));
        events.forEach(known::see);
        return known;
    }

    private void see(BatchEvent event) {
        if (event.key() != null && event.version() != null && !isGivenAgain(event) && !isOlder(event)) {
            fresh.computeIfAbsent(event.key(), none -> new HashSet<>())
                    .add(event.version().origin());
        }
    }

    private void find(List<BatchEvent> events, SourceVersions state) {
        Map<String, List<String>> keys = new HashMap<>();
        for (BatchEvent event : events) {
            if (event.key() != null) {
                origins(event).forEach(origin -> keys.computeIfAbsent(origin, none -> new ArrayList<>())
                        .add(event.key()));
            }
        }
        keys.forEach((origin, ofOrigin) -> {
            versions.put(origin, state.find(ofOrigin, origin));
            elsewhere.put(origin, state.elsewhere(ofOrigin, origin));
        });
    }

    private Stream<String> origins(BatchEvent event) {
        SourceVersion version = event.version();
        return Stream.of(version == null ? null : version.origin(), version == null ? null : version.changes(), cursor)
                .filter(Objects::nonNull);
    }

    /** Whether the source of an event gave a later one before. */
    boolean isOlder(BatchEvent event) {
        SourceVersion version = event.version();
        return version != null
                && (isLess(version.value(), version.origin(), event)
                        || isLess(version.value(), version.changes(), event));
    }

    /** Whether a run wrote what it read later than that. */
    boolean isOlderThanRun(BatchEvent event) {
        return event.cursor() != null && isLess(event.cursor(), cursor, event);
    }

    /**
     * Whether it is the last one that its partition gave of its record, given out again after another partition gave one, or together with
     * one that another partition gives for the first time. And a deletion that is given out again: a change of the primary key is a
     * deletion and a new row at one place of the log, in this order, so that it may be the new row that is known. It is another try where
     * Salesforce refused the deletion.
     */
    boolean isOvertaken(BatchEvent event) {
        return isGivenAgain(event)
                && (event.isDeletion() && !refused.contains(event.key())
                        || elsewhere(event) != null
                        || fresh.getOrDefault(event.key(), Set.of()).stream()
                                .anyMatch(
                                        origin -> !origin.equals(event.version().origin())));
    }

    private boolean isGivenAgain(BatchEvent event) {
        SourceVersion version = event.version();
        return version != null && Objects.equals(version(version.origin(), event), version.value());
    }

    /** The partition that brought the last event of its record, where that is another one; else null. */
    String elsewhere(BatchEvent event) {
        SourceVersion version = event.version();
        return version == null
                ? null
                : elsewhere.getOrDefault(version.origin(), Map.of()).get(event.key());
    }

    private boolean isLess(long value, String origin, BatchEvent event) {
        Long before = version(origin, event);
        return before != null && value < before;
    }

    private Long version(String origin, BatchEvent event) {
        return versions.getOrDefault(origin, Map.of()).get(event.key());
    }
}
