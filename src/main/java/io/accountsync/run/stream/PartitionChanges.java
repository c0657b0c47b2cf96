package io.accountsync.run.stream;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Run;
import io.accountsync.state.SourceVersions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records whose changes come by more than one partition in a session: nothing says which of two such changes is newer, so that the one that
 * came last counts, and a person is told. And topics that were made again. For one thread.
 */
final class PartitionChanges {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionChanges.class);
    private static final int NAMED = 3;

    private final Run run;
    private final List<String> named = new ArrayList<>();
    private final Set<String> topics = new TreeSet<>();
    private final Map<String, String> ofBatch = new HashMap<>();
    private long changes;

    PartitionChanges(Run run) {
        this.run = run;
    }

    /**
     * Looks at an event that goes on.
     *
     * @param elsewhere the partition that brought the last event of its record, by the state; null where it is the same one, or none did
     */
    void see(BatchEvent event, String elsewhere) {
        if (event.version() == null || !event.version().origin().startsWith(SourceVersions.PARTITIONS)) {
            return;
        }
        String origin = event.version().origin();
        topics.add(topic(origin));
        String before = ofBatch.put(event.key(), origin);
        String other = before == null ? elsewhere : before;
        if (other != null && !other.equals(origin)) {
            warn(event.key() + " at " + event.place() + ", before at "
                    + other.substring(SourceVersions.PARTITIONS.length()));
        }
    }

    /** The next batch asks the state. */
    void endOfBatch() {
        ofBatch.clear();
    }

    /** Says at the end of the session what it saw. */
    void note() {
        if (changes > 0) {
            run.findings().note(text());
        }
        run.state().sessions().topics().reportMadeAgain(topics).forEach(topic -> run.findings()
                .note("The topic " + topic
                        + " was deleted and made again, and is read from its beginning. What was in the old one and was not read"
                        + " yet did not come: have it published again, or run the sync where it has a source route."));
    }

    private void warn(String place) {
        changes++;
        if (named.size() < NAMED) {
            named.add(place);
        }
        if (changes == 1) {
            LOG.warn("{}", text());
        }
    }

    private String text() {
        return String.join(
                " ",
                Sentence.closed(Quantity.of(
                                changes,
                                "change came by another partition than the last one of its record",
                                "changes came by another partition than the last ones of their records")
                        + ": " + String.join("; ", named)),
                "The one that came last counts, since nothing says which is newer.",
                "Key the topic by the External ID, in one spelling and with one partitioner; a run puts right what is wrong.");
    }

    /** Between what begins the origin and the partition. */
    private static String topic(String origin) {
        int slash = origin.indexOf('/');
        return slash < 0 ? origin : origin.substring(SourceVersions.PARTITIONS.length(), slash);
    }
}
