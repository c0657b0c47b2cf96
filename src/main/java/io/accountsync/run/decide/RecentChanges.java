package io.accountsync.run.decide;

import io.accountsync.run.Run;
import io.accountsync.state.SessionHistory;
import java.time.Duration;
import java.util.Set;

/**
 * What was changed before what is about to be sent, and counts with it: of a stream all that it did within 24 hours, or since a person
 * last approved a plan of it, so that nothing is dripped past a guard; of a run nothing.
 *
 * @param isStream whether it is about a stream
 * @param isFirst whether nobody has seen yet what happens
 * @param since the beginning of the window, by the state's clock
 * @param creates records that it made
 * @param updates how often it changed a record, each time that it changed one
 * @param emptied keys of those whose fields it emptied, as far as this process knows
 */
public record RecentChanges(
        boolean isStream, boolean isFirst, long since, long creates, long updates, Set<String> emptied) {
    /** Within this time all that a stream does is counted. */
    public static final Duration WINDOW = Duration.ofHours(24);

    /** Whether there is anything that counts with it. */
    boolean isAny() {
        return creates + updates + emptied.size() > 0;
    }

    /** The beginning of a sentence that says what would happen. */
    String subject() {
        return isStream ? "Within 24 hours, or since its last approval, this stream would" : "This run would";
    }

    /** Of a run, which is judged as a whole before it sends anything. */
    static RecentChanges ofRun(boolean isFirst) {
        return new RecentChanges(false, isFirst, 0, 0, 0, Set.of());
    }

    /**
     * Of a stream.
     *
     * @param since the beginning of the window, by the state's clock
     * @param isFirst whether neither a run nor a session of the sync has come to a good end
     */
    public static RecentChanges ofStream(Run session, long since, boolean isFirst, Set<String> emptied) {
        SessionHistory.Recent recent = session.state().sessions().history().recent(since);
        return new RecentChanges(true, isFirst, since, recent.creates(), recent.updates(), emptied);
    }
}
