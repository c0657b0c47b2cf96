package io.accountsync.run.stream;

import io.accountsync.run.Run;
import io.accountsync.run.decide.RecentChanges;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a stream did within 24 hours, or since a person last approved a plan of it: guards count that with each batch. What was created
 * and changed the state knows, of all processes; what was emptied this process. For one thread.
 */
final class RollingWindow {
    private final Deque<Emptied> emptied = new ArrayDeque<>();

    /** Records whose fields were emptied, by the state's clock. */
    private record Emptied(long at, long records) {}

    /** What counts before the next batch. */
    RecentChanges before(Run session) {
        long approvedAt = session.state().plans().streamApprovedAt();
        long since = Math.max(session.state().now() - RecentChanges.WINDOW.toMillis(), approvedAt);
        emptied.removeIf(one -> one.at() <= since);
        boolean isFirst = approvedAt == 0
                && session.state().runs().lastCompleted(session.name()) == 0
                && !session.state().sessions().anySucceeded();
        return RecentChanges.ofStream(
                session,
                since,
                isFirst,
                emptied.stream().mapToLong(Emptied::records).sum());
    }

    /** A batch was sent that emptied fields of so many records. */
    void emptied(Run session, long records) {
        if (records > 0) {
            emptied.add(new Emptied(session.state().now(), records));
        }
    }
}
