package io.accountsync.run.compare;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.GoneRule;
import io.accountsync.run.Run;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.SyncCursor;
import java.util.Optional;

/**
 * Whether it says anything that a run did not come by the row of a record: only when it is certain that the run read every row
 * that there is, and knew each by its key. Used by one thread.
 */
public final class Absence {
    private final Reading reading;
    private long unreadableKeys;
    private String rowsLeftOut;
    private boolean saidByRoute;

    Absence(Reading reading) {
        this.reading = reading;
    }

    /** Takes a row whose key nobody can read: it may be of any record. */
    void sawUnreadableKey() {
        unreadableKeys++;
    }

    /** Notes that a route says which rows are gone. */
    public void isSaidByRoute() {
        saidByRoute = true;
    }

    /** Whether a route has said which rows are gone. */
    public boolean isOtherwiseSaid() {
        return saidByRoute;
    }

    /** Notes why there may be rows that the source did not return. */
    public void leftRowsOut(String reason) {
        rowsLeftOut = reason;
    }

    /** Whether the sync file does something to records whose rows are gone, and this run finds out which these are by their absence. */
    public boolean decides() {
        return matters() && doubt().isEmpty();
    }

    /** Whether a run like this does, be it that it came by too little to be certain: a record without a row may be one of these. */
    public boolean matters() {
        GoneRule rule = reading.run().sync().mapping().gone();
        return !rule.isIgnored()
                && !rule.hasTombstones()
                && !saidByRoute
                && reading.missing().isPresent();
    }

    /** Why it says nothing; empty when it does say that the row of a record is gone. */
    public Optional<String> doubt() {
        Run run = reading.run();
        if (!reading.isReadToEnd()) {
            return Optional.of("the source was not read to its end");
        }
        if (run.limit() > 0) {
            return Optional.of("the run is limited by --limit");
        }
        if (run.mode() == RunMode.FULL_REFRESH) {
            return Optional.of("a full refresh takes no row for gone that it does not find");
        }
        if (reading.before().map(SyncCursor::mappingVersion).isEmpty()) {
            return Optional.of("no run has completed yet");
        }
        if (reading.mappingChanged()) {
            return Optional.of(
                    "the mapping, the source query or a time zone changed since the last run; the next run counts");
        }
        if (!reading.readsWhole()) {
            return Optional.of("every row was read for another reason than to compare all of them: "
                    + reading.since().readsAll());
        }
        if (unreadableKeys > 0) {
            return Optional.of(Quantity.of(unreadableKeys, "row has", "rows have")
                    + " no key that can be read, and may be of any record");
        }
        return Optional.ofNullable(rowsLeftOut);
    }
}
