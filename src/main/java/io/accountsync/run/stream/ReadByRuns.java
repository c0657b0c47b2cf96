package io.accountsync.run.stream;

import io.accountsync.run.Run;
import io.accountsync.run.sync.StreamOrder;
import io.accountsync.source.VisibleTransactions;
import io.accountsync.state.RunSnapshots;
import io.accountsync.state.RunSnapshots.Snapshot;
import io.accountsync.state.SourceVersions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events a run has seen already, as it read the same database: of a record that it wrote as it read it, and, once it has come to
 * its end with every row read, of each record that it found as it was and that nobody has changed since the run began. That a run left
 * out, held back or did not come to does not count: such an event may be the newest.
 *
 * <p>A transaction's number counts within one history of the database only; so nothing is left out once the database is another one than
 * a run saw. The place in the log is compared as well, since numbers begin again after 2<sup>32</sup> transactions. For one thread.
 */
final class ReadByRuns {
    private final Run run;
    private final StreamOrder order;
    private final RunSnapshots snapshots;
    private final Map<Long, VisibleTransactions> read = new HashMap<>();

    ReadByRuns(Run run, StreamOrder order) {
        this.run = run;
        this.order = order;
        this.snapshots = run.state().sessions().snapshots();
    }

    /**
     * Those of these events, whose records are claimed.
     *
     * @throws io.accountsync.source.SourceException when the source is to be asked which database it is, and cannot be reached
     */
    Set<BatchEvent> among(List<BatchEvent> events) {
        List<BatchEvent> candidates = candidates(events);
        Optional<String> database = candidates.isEmpty()
                ? Optional.empty()
                : order.ofLogNow().map(now -> run.settings().stream().within(now.database()));
        if (database.isEmpty()) {
            return Set.of();
        }
        Set<BatchEvent> found = written(candidates, database.get());
        List<BatchEvent> rest =
                candidates.stream().filter(event -> !found.contains(event)).toList();
        found.addAll(unchanged(rest, database.get()));
        return found;
    }

    /** What comes from behind all that runs saw is newer, which is all that a stream has that is not behind. */
    private List<BatchEvent> candidates(List<BatchEvent> events) {
        List<BatchEvent> known = events.stream()
                .filter(event -> event.key() != null
                        && event.version() != null
                        && event.version().transaction() != null)
                .toList();
        if (known.isEmpty()) {
            return known;
        }
        long position = snapshots.latest().map(Snapshot::position).orElse(0L);
        return known.stream()
                .filter(event -> event.version().value() < position)
                .toList();
    }

    private Set<BatchEvent> written(List<BatchEvent> events, String database) {
        Map<String, Long> runs = run.state().versions().find(keys(events), SourceVersions.RUN);
        Map<Long, Snapshot> byRun = snapshots.of(runs.values());
        return events.stream()
                .filter(event ->
                        runs.containsKey(event.key()) && isSeen(event, byRun.get(runs.get(event.key())), database))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Set<BatchEvent> unchanged(List<BatchEvent> events, String database) {
        Snapshot whole = snapshots.latestWhole().orElse(null);
        List<BatchEvent> seen =
                events.stream().filter(event -> isSeen(event, whole, database)).toList();
        if (seen.isEmpty()) {
            return Set.of();
        }
        Set<String> covered =
                new HashSet<>(run.state().records().find(keys(seen)).keySet());
        covered.removeAll(run.state().missing().among(covered));
        Map<String, byte[]> records = new HashMap<>();
        covered.forEach(key -> records.put(key, null));
        covered.removeAll(run.state().sessions().records().changedSince(records, whole.runId(), whole.begunAt()));
        return seen.stream().filter(event -> covered.contains(event.key())).collect(Collectors.toSet());
    }

    private boolean isSeen(BatchEvent event, Snapshot snapshot, String database) {
        return snapshot != null
                && Objects.equals(snapshot.database(), database)
                && event.version().value() < snapshot.position()
                && read.computeIfAbsent(snapshot.runId(), none -> VisibleTransactions.parse(snapshot.visible()))
                        .contain(event.version().transaction());
    }

    private static Collection<String> keys(List<BatchEvent> events) {
        return events.stream().map(BatchEvent::key).collect(Collectors.toSet());
    }
}
