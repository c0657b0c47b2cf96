package io.accountsync.run.stream;

import io.accountsync.run.Run;
import io.accountsync.run.decide.RecentChanges;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * What a stream did within 24 hours, or since a person last approved a plan of it: guards count that with each batch. What was created
 * and changed the state knows, of all processes; what was emptied this process. For one thread.
 */
final class RollingWindow {
    /** Percent of which nothing is too much, so that nobody needs to know. */
    private static final int ANY = 100;

    /** Records whose fields were emptied, and when last, by the state's clock. */
    private final Map<String, Long> emptied = new HashMap<>();

    /** What counts before the next batch. */
    RecentChanges before(Run session) {
        long approvedAt = session.state().plans().streamApprovedAt();
        long since = Math.max(session.state().now() - RecentChanges.WINDOW.toMillis(), approvedAt);
        emptied.values().removeIf(at -> at <= since);
        boolean isFirst = approvedAt == 0
                && session.state().runs().lastCompleted(session.name()) == 0
                && !session.state().sessions().anySucceeded();
        return RecentChanges.ofStream(session, since, isFirst, Collections.unmodifiableSet(emptied.keySet()));
    }

    /** A batch is sent that empties fields of these records. One whose fields are emptied again and again is one record. */
    void emptied(Run session, Collection<String> keys) {
        if (!keys.isEmpty() && session.settings().maxClears() < ANY) {
            long now = session.state().now();
            keys.forEach(key -> emptied.put(key, now));
        }
    }
}
