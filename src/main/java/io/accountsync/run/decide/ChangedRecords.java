package io.accountsync.run.decide;

import io.accountsync.run.Run;
import io.accountsync.run.send.Sending;
import io.accountsync.state.SessionHistory;
import java.util.Set;

/**
 * How many records are changed by what is about to be sent and by what counts with it. A stream may change one record any number of
 * times: it is one record. To know that is dear, so that it is asked only where the changes would be too many.
 */
final class ChangedRecords {
    /** Shares of a few records say nothing. */
    private static final long FEW = 500;

    private final Sending sending;
    private final Run run;
    private final RecentChanges before;
    private long known = -1;

    ChangedRecords(Sending sending, RecentChanges before) {
        this.sending = sending;
        this.run = sending.run();
        this.before = before;
    }

    /** Records that are changed. */
    long updates() {
        long changes = sending.changes().counts().updates() + before.updates();
        if (!before.isStream() || !isTooMuch(changes, run.settings().maxChanges())) {
            return changes;
        }
        SessionHistory history = run.state().sessions().history();
        Set<String> keys = sending.changes().counts().keys().updates();
        long records =
                history.recordsWritten(before.since()) + keys.size() - history.writtenAmong(before.since(), keys);
        return Math.min(changes, records);
    }

    /** Records whose fields are emptied. */
    long clears() {
        long changes = sending.changes().counts().clears() + before.emptied().size();
        if (!before.isStream() || !isTooMuch(changes, run.settings().maxClears())) {
            return changes;
        }
        Set<String> keys = sending.changes().counts().keys().clears();
        keys.addAll(before.emptied());
        return keys.size();
    }

    /** Whether that is more than a share of the records sent before. */
    boolean isTooMuch(long records, int percent) {
        return isWorthALook(records, percent) && records * 100 > known() * percent;
    }

    /** Records sent before. */
    long known() {
        if (known < 0) {
            known = run.state().records().count();
        }
        return known;
    }

    /** A stream changes one record any number of times within its window: of any number nothing is too much. */
    static boolean isWorthALook(long records, int percent) {
        return percent < 100 && records > FEW;
    }
}
