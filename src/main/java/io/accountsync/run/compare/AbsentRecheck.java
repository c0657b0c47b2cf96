package io.accountsync.run.compare;

import io.accountsync.run.Run;
import io.accountsync.state.RejectedRecord;

/**
 * When a run looks again for records that Salesforce did not have and that the sync does not create: now and then, not in
 * each run, so that a run without changes stays cheap.
 */
public final class AbsentRecheck {
    private final boolean isDue;

    public AbsentRecheck(Run run) {
        // A sync that creates records now has been edited, and they are new to it.
        this.isDue = run.sync().mapping().operation().creates()
                || run.state().rejected().retries().absentSince()
                        < run.state().now() - run.settings().updateRecheck().toMillis();
    }

    /** Whether all of them are due. */
    public boolean isDue() {
        return isDue;
    }

    /** Whether a row is due that was read and has not changed: always where its payload is not kept to be due by itself. */
    boolean isDue(RejectedRecord record) {
        return record.errorClass().equals(RejectedRecord.ABSENT) && (isDue || record.payload() == null);
    }
}
