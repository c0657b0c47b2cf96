package io.accountsync.run.stream;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.EventVersions;
import io.accountsync.run.sync.StreamOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events of a session that are older than what is known of their records: they are not sent. Some come when a broker gives out once
 * more what it has given out before; many mean that the source counts from the beginning again. For one thread.
 */
final class OlderEvents {
    private static final int MANY = 20;
    private static final int SHARE = 10;
    private static final int NAMED = 3;

    /** What one of so many sessions brought, a broker may give out again, as after a crash: it did not hear of the outcome. */
    private static final int SESSIONS = 10;

    private final Run run;
    private final ReadByRuns readByRuns;
    private final List<String> namedOfRuns = new ArrayList<>();
    private final List<String> named = new ArrayList<>();
    private final PartitionChanges partitions;
    private final long repeatedSince;
    private long older;
    private long strange;
    private long ofRuns;

    OlderEvents(Run run, StreamOrder order) {
        this.run = run;
        this.readByRuns = new ReadByRuns(run, order);
        this.partitions = new PartitionChanges(run);
        this.repeatedSince = run.state().sessions().beginOfLast(SESSIONS);
    }

    /**
     * Takes them out.
     *
     * @param events whose records are claimed, so that what is known of them stays
     * @param versions get those of events that their source did not have before
     * @return the others
     * @throws RunStoppedException when they are so many that the source hardly counts as before
     */
    List<BatchEvent> leaveOut(List<BatchEvent> events, EventVersions versions) {
        KnownVersions known = KnownVersions.of(events, run);
        Set<BatchEvent> seen = readByRuns.among(events);
        List<BatchEvent> rest = new ArrayList<>();
        List<BatchEvent> dropped = new ArrayList<>();
        for (BatchEvent event : events) {
            if (event.key() == null) {
                // Of an invalid row nothing is sent, so that it goes over nothing.
                rest.add(event);
                continue;
            }
            boolean isOvertaken = known.isOvertaken(event);
            boolean isOlder = known.isOlder(event);
            boolean isRead = !isOvertaken && !isOlder && seen.contains(event);
            if (event.version() != null && !isOvertaken && !isOlder && !isRead) {
                versions.add(event.key(), event.version());
            }
            if (isOvertaken) {
                drop(event);
            } else if (isRead) {
                dropAsRead(event);
            } else if (isOlder || known.isOlderThanRun(event)) {
                drop(event);
                dropped.add(event);
            } else {
                partitions.see(event, known.elsewhere(event));
                rest.add(event);
            }
        }
        partitions.endOfBatch();
        strange += countStrange(dropped);
        long read = run.counts().get(Count.READ) + rest.size();
        if (strange > MANY && strange * SHARE > read) {
            throw new RunStoppedException(Quantity.of(strange, "event") + " of " + Quantity.of(read, "event")
                    + " are older than what is known of their records (" + String.join(", ", named)
                    + "): does the source count its"
                    + " changes from the beginning again, since its database was restored or its topic made again? Then set"
                    + " sync." + run.name() + ".stream.incarnation to a text that it never had, such as today's date");
        }
        return rest;
    }

    /** Those whose records had that version long before. */
    private long countStrange(List<BatchEvent> dropped) {
        Map<String, List<String>> keys = new HashMap<>();
        dropped.stream().filter(event -> event.version() != null).forEach(event -> keys.computeIfAbsent(
                        event.version().origin(), none -> new ArrayList<>())
                .add(event.key()));
        long count = 0;
        for (Map.Entry<String, List<String>> origin : keys.entrySet()) {
            Set<String> longKnown =
                    run.state().versions().seenBefore(origin.getValue(), origin.getKey(), repeatedSince);
            count += origin.getValue().stream().filter(longKnown::contains).count();
        }
        return count;
    }

    /** Says at the end of the session what was left out. */
    void note() {
        partitions.note();
        if (ofRuns > 0) {
            String left = Quantity.of(
                    ofRuns,
                    "event was older than what a run has read since of its record, and was not sent",
                    "events were older than what runs have read since of their records, and were not sent");
            run.findings().note(Sentence.closed(left + ": " + String.join(", ", namedOfRuns)));
        }
        if (older > 0) {
            String left = Quantity.of(
                    older,
                    "event was older than what is known of its record, and was not sent",
                    "events were older than what is known of their records, and were not sent");
            run.findings()
                    .note(String.join(
                            " ",
                            Sentence.closed(left + ": " + String.join(", ", named)),
                            Sentence.closed("That is right where they came once more"),
                            Sentence.closed(
                                    "After a topic was made again, or a database restored, set sync." + run.name()
                                            + ".stream.incarnation to a new text, and have them given out again")));
        }
    }

    /** Nothing strange, however many: a stream that was paused brings all that runs have read since. */
    private void dropAsRead(BatchEvent event) {
        ofRuns++;
        name(event, namedOfRuns);
        count();
    }

    private void drop(BatchEvent event) {
        older++;
        name(event, named);
        count();
    }

    private static void name(BatchEvent event, List<String> names) {
        if (names.size() < NAMED) {
            names.add(event.key() + " at " + event.place());
        }
    }

    private void count() {
        run.counts().add(Count.READ, 1);
        run.counts().add(Count.DUPLICATE, 1);
    }
}
