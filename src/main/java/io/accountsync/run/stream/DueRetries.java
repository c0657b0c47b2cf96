package io.accountsync.run.stream;

import io.accountsync.run.Run;
import io.accountsync.state.RejectedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The deferred records of a sync whose rows come by a stream only: no run tries them again, so that the stream does, when a session
 * begins and every few minutes. For one thread.
 */
final class DueRetries {
    /** The classes of rejected records that are tried again by themselves. */
    static final List<String> CLASSES = List.of("retry", "later");

    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final int PAGE = 500;

    private final Run session;
    private final boolean areOurs;
    private long next = System.nanoTime();

    /** @param areOurs whether nobody else does it */
    DueRetries(Run session, boolean areOurs) {
        this.session = session;
        this.areOurs = areOurs;
    }

    /** Whether it is time to try them, and there are any. */
    boolean isTime() {
        return areOurs
                && System.nanoTime() - next >= 0
                && session.state().open().deferred() > 0;
    }

    /** Their keys. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (String kind : CLASSES) {
            String after = "";
            List<RejectedRecord> page;
            do {
                page = session.state().rejected().retries().page(kind, after, PAGE);
                page.forEach(record -> keys.add(record.key()));
                after = page.isEmpty() ? after : page.get(page.size() - 1).key();
            } while (page.size() == PAGE);
        }
        return keys;
    }

    /** They were tried, or are in somebody else's hands. */
    void later() {
        next = System.nanoTime() + PERIOD.toNanos();
    }
}
