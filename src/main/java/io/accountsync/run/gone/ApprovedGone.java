package io.accountsync.run.gone;

import io.accountsync.run.Run;
import io.accountsync.run.compare.ReadRow;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.ApprovedDeletions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person approved of the records that a stream would delete or flag: these very records, in whatever batch they come. Of a run, which
 * meets all of its plan at once, nothing.
 */
public final class ApprovedGone {
    private final Run run;
    private final Gone gone;
    private final ApprovedDeletions approved;

    public ApprovedGone(Run run, Gone gone) {
        this.run = run;
        this.gone = gone;
        this.approved = run.state().gone().approved();
    }

    /** The keys of those among them. */
    Set<String> among(List<GoneRow> page) {
        return run.mode() == RunMode.STREAM ? approved.among(gone.action().name(), idsByKey(page)) : Set.of();
    }

    /** A plan that is about none of them takes the place of the one before. Call it within the transaction that keeps the plan. */
    public void keepNone() {
        approved.begin();
    }

    /** Keeps what a plan that is held back is about, but for what is approved already. Call it within the transaction that keeps the plan. */
    public void keep(String plan) {
        approved.begin();
        for (List<GoneRow> page : gone) {
            Set<String> before = among(page);
            approved.add(
                    plan,
                    gone.action().name(),
                    idsByKey(page.stream()
                            .filter(row -> !before.contains(row.key()))
                            .toList()));
        }
    }

    /** Once a batch may be sent: what is approved for a record whose row is back is over. */
    public void areBack(List<ReadRow> rows) {
        if (approved.isAny()) {
            Set<String> back = new HashSet<>();
            for (ReadRow row : rows) {
                if (row instanceof ReadRow.Mapped record) {
                    back.add(record.mapped().key());
                }
            }
            run.state().write(() -> approved.remove(back));
        }
    }

    private static Map<String, String> idsByKey(List<GoneRow> page) {
        return page.stream().collect(Collectors.toMap(GoneRow::key, GoneRow::salesforceId));
    }
}
