package io.accountsync.run.stream;

import io.accountsync.run.Run;
import io.accountsync.state.Doubt;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.StateDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records that a call without an answer may have overwritten: when none such can come any more, the stream compares them with what
 * Salesforce has, also while no rows come. For one thread.
 */
final class DueDoubts {
    private static final int PAGE = 200;

    /** When that did not work, or there are new doubts. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Run session;
    private long next;

    DueDoubts(Run session) {
        this.session = session;
        look();
    }

    /** Whether it is time to look at them. */
    boolean isTime() {
        return next != Long.MAX_VALUE && System.nanoTime() - next >= 0;
    }

    /** Whether there are some that can be looked at by now. */
    static boolean areDue(StateDatabase database, String sync) {
        return new DoubtfulRecords(database, sync).canEnd(AGAIN.toMillis());
    }

    /** Looks when that will be. What nobody confirmed since is not known: its row comes again, and is sent. */
    private void look() {
        Optional<DoubtfulRecords.Summary> doubts =
                session.state().doubts().confirmedSince("", 1).isEmpty()
                        ? Optional.empty()
                        : session.state().doubts().summary();
        next = doubts.isEmpty()
                ? Long.MAX_VALUE
                : System.nanoTime()
                        + Duration.ofMillis(
                                        doubts.get().until() - session.state().now())
                                .plus(AGAIN)
                                .toNanos();
    }

    /** Those that must be ours for that; empty where they are not to be looked at now. */
    List<String> keys(Run batch) {
        Optional<DoubtfulRecords.Summary> doubts = session.state().doubts().summary();
        if (doubts.isEmpty() || doubts.get().until() >= batch.begunAt()) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        String after = "";
        List<Doubt> page;
        do {
            page = session.state().doubts().confirmedSince(after, PAGE);
            page.forEach(doubt -> keys.add(doubt.key()));
            after = page.isEmpty() ? after : page.get(page.size() - 1).key();
        } while (page.size() == PAGE);
        return keys;
    }

    /** They were looked at, or are in somebody else's hands: not at once again. */
    void later() {
        look();
        next = next == Long.MAX_VALUE ? next : Math.max(next, System.nanoTime() + AGAIN.toNanos());
    }
}
