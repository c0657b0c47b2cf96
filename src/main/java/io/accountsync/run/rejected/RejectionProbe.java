package io.accountsync.run.rejected;

import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.RejectedRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out whether records that Salesforce rejected pass now, because the admin fixed a rule: each run tries a few of
 * each code, and when one passes, all with that code are sent. Safe for the threads that send batches.
 */
public final class RejectionProbe {
    /** Several, since one record can be wrong by itself. */
    private static final int PROBES = 3;

    private final Reading reading;
    private final Run run;
    private final Set<String> passed = new HashSet<>();
    private final Set<String> released = new HashSet<>();
    private final Set<String> failed = new HashSet<>();

    public RejectionProbe(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
    }

    /** Puts those records of each code among what is sent that were tried the longest time ago. */
    public void probe() {
        RejectedLoader rejected = new RejectedLoader(reading, false);
        for (String code : run.state().rejected().retries().rejectedCodes()) {
            if (code.equals(CircularParents.CODE)) {
                // All of them were looked at: Salesforce need not be asked.
                continue;
            }
            List<RejectedRecord> probes = run.state().rejected().retries().triedLongestAgo(code, PROBES);
            release(reading.changes()
                    .rejected()
                    .retry(probes.stream().map(RejectedRecord::key).toList()));
            rejected.probe(probes);
        }
        reading.changes().reorder();
    }

    /** Notes that a payload was taken which had been rejected with this code. */
    public synchronized void passed(String code) {
        // Of records that point to each other all were looked at: one that passes says nothing of the others.
        if (!code.equals(CircularParents.CODE)) {
            passed.add(code);
        }
    }

    /** Notes that a record was sent by this run and did not pass, so that it is not sent a second time. */
    public synchronized void failed(String key) {
        failed.add(key);
    }

    /**
     * When everything else was sent: puts all records among what is sent whose code has passed.
     *
     * @return whether there are any
     */
    public synchronized boolean wakeAll() {
        passed.removeAll(released);
        released.addAll(passed);
        long records = 0;
        for (String code : passed) {
            int rows = reading.changes().rejected().retry(code);
            release(rows);
            records += rows + new RejectedLoader(reading, false).addWithCode(code, failed);
            run.state().write(() -> run.state().rejected().retries().retryWithoutPayload(code));
        }
        if (records > 0) {
            reading.changes().reorder();
            run.progress().toSend(run.progress().toSend() + records);
        }
        return records > 0;
    }

    private void release(int rows) {
        run.counts().add(Count.STILL_REJECTED, -rows);
    }
}
