package io.accountsync.run.gone;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.run.Run;
import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionStatus;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records that are not deleted though their rows are gone: a person restored them and the row has not come back, or Salesforce
 * refused the deletion before and nothing has changed since. Of the latter a few of each code are tried in each run: the admin may
 * have fixed the reason.
 */
final class KeptRecords {
    private static final int PROBES = 3;

    private final Run run;
    private final Set<String> probes;
    private long restored;
    private long refused;

    KeptRecords(Run run) {
        this.run = run;
        this.probes = run.state().deletions().refused().probes(PROBES).stream()
                .map(Deletion::salesforceId)
                .collect(Collectors.toSet());
    }

    /** What is known of deletions of these keys that may keep their records. */
    Map<String, Deletion> find(Collection<String> keys) {
        return run.state().deletions().holding(keys);
    }

    /**
     * Whether a record is kept, and counts it then.
     *
     * @param before what {@link #find} found of its key; null for nothing
     */
    boolean keeps(Deletion before, String salesforceId) {
        if (before == null || !before.holds()) {
            return false;
        }
        if (before.status() != DeletionStatus.REFUSED) {
            restored++;
            return true;
        }
        boolean isTried = !before.salesforceId().equals(salesforceId) || probes.contains(salesforceId);
        refused += isTried ? 0 : 1;
        return !isTried;
    }

    /** Says in the report how many are kept, and why. */
    void note() {
        if (restored > 0) {
            run.findings()
                    .note(Quantity.of(
                            restored,
                            "record that was restored is kept though its row is gone, until that has come back once.",
                            "records that were restored are kept though their rows are gone, until those have come back"
                                    + " once."));
        }
        if (refused > 0) {
            run.findings()
                    .note(Quantity.of(
                                    refused,
                                    "record is kept though its row is gone",
                                    "records are kept though their rows are gone")
                            + ": Salesforce rejected the deletion before. "
                            + ProposedCommand.of("failures", run.name())
                            + " says why, and failures retry tries again.");
        }
    }
}
