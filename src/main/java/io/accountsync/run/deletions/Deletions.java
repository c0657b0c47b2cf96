package io.accountsync.run.deletions;

import io.accountsync.run.Run;
import io.accountsync.run.gone.GoneRows;
import io.accountsync.run.send.Sending;

/** Deletes records whose rows are gone, after all else was sent. */
public final class Deletions {
    /** With the calls of a run that sends. */
    public Deletions(Sending sending) {}

    /** Deletes them, and counts in the run what became of each. */
    public void carryOut(Run run, GoneRows rows) {
        // Nothing is deleted yet.
    }
}
