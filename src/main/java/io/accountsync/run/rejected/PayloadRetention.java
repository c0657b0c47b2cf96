package io.accountsync.run.rejected;

import io.accountsync.config.Quantity;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import java.time.Duration;

/**
 * The payloads of rejected records at rest. Where they are not kept, a record that is to be sent again by itself can
 * only be had
 * by reading its row again: then the cursor does not pass it. Safe for several threads.
 */
public final class PayloadRetention {
    private final boolean kept;
    private final Duration age;
    private Long earliest;
    private long waiting;

    /**
     * @param kept whether payloads are kept at all
     * @param age how long
     */
    public PayloadRetention(boolean kept, Duration age) {
        this.kept = kept;
        this.age = age;
    }

    /** A row of this run, with that cursor, was deferred and is to be sent again by itself. */
    public synchronized void mustBeReadAgain(long cursor) {
        if (!kept) {
            waiting++;
            earliest = earliest == null ? cursor : Math.min(earliest, cursor);
        }
    }

    /** The cursor that the next run must begin with at the latest; null when any will do. */
    public synchronized Long heldCursor() {
        return earliest;
    }

    /** Deletes what is not to be kept, once the run has completed. Called within the transaction that ends it. */
    public void tidy(Reading reading) {
        Run run = reading.run();
        if (run.state().rejected().payloads().canBeNone()) {
            return;
        }
        if (!kept) {
            run.state().rejected().payloads().delete();
            run.state().doubts().deletePayloads();
            run.state().halfDone().notes().deletePayloads();
        } else if (!age.isZero()) {
            run.state().rejected().payloads().deleteOlderThan(age);
            run.state().halfDone().notes().deletePayloadsOlderThan(age);
        }
        if (!run.settings().deletedPayloadAge().isZero()) {
            run.state().deletions().payloads().deleteOlderThan(run.settings().deletedPayloadAge());
        }
        if (reading.since().readsAll() != null) {
            run.state().rejected().retries().rowsWereRead();
            run.state().doubts().rowsWereRead();
        }
        run.state().doubts().endUnread(run.begunAt());
    }

    /** Says in the report why the cursor stays behind. */
    public synchronized void noteWhatIsKept(Run run) {
        if (waiting > 0 && run.sync().mapping().cursor() != null) {
            run.findings()
                    .note("The cursor stays before " + Quantity.of(waiting, "record")
                            + " to be sent or compared again, since"
                            + " sync.keep-rejected-payloads is false: the next run reads the row of each once more.");
        }
    }
}
