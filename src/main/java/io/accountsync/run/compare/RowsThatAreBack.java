package io.accountsync.run.compare;

import io.accountsync.run.Run;
import io.accountsync.state.GoneKeys;
import java.util.Collection;

/** Rows that are there, though something was to happen to their records since they were gone: nothing is, any more. */
final class RowsThatAreBack {
    private final Run run;
    private final GoneKeys gone;
    private final boolean anyListed;
    private final boolean deletionsWait;
    private final boolean othersAreWaitedFor;

    RowsThatAreBack(Reading reading) {
        this.run = reading.run();
        this.gone = reading.changes().gone();
        this.anyListed = !gone.isEmpty();
        this.othersAreWaitedFor =
                !run.isPlanning() && run.state().otherSyncs().waiting().exist();
        this.deletionsWait = !run.isPlanning() && run.state().deletions().waitsForRows();
    }

    /** Takes the keys of rows that are no tombstones, valid or not. */
    void see(Collection<String> keys) {
        if (anyListed) {
            gone.areBack(keys);
        }
        if (deletionsWait && !keys.isEmpty()) {
            run.state().write(() -> run.state().deletions().rowsAreBack(keys));
        }
        if (othersAreWaitedFor && !keys.isEmpty()) {
            run.state().write(() -> run.state().otherSyncs().waiting().remove(keys));
        }
    }
}
