package io.accountsync.run.compare;

import io.accountsync.run.Run;
import io.accountsync.state.RejectedRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What earlier runs know of rows that did not pass, and whether they are tried again although they did not change. */
final class RejectedBefore {
    /** Classes of rejected records that every run tries again. */
    private static final Set<String> DUE = Set.of("retry", "later");

    private final Run run;
    private final boolean allAreDue;
    private final boolean any;
    private final AbsentRecheck absent;

    RejectedBefore(Run run, boolean allAreDue) {
        this.run = run;
        this.allAreDue = allAreDue;
        this.any = !run.state().rejected().isEmpty();
        this.absent = new AbsentRecheck(run);
    }

    /** Whether any record was rejected, of a row that was read or not. */
    boolean isAny() {
        return any;
    }

    /** Those of these keys, by key; asks the state only where there may be any. */
    Map<String, RejectedRecord> among(List<String> keys, boolean anyInvalid) {
        return any || anyInvalid ? run.state().rejected().find(keys) : Map.of();
    }

    boolean isDue(RejectedRecord rejected) {
        return allAreDue || DUE.contains(rejected.errorClass()) || absent.isDue(rejected);
    }
}
