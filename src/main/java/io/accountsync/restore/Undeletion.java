package io.accountsync.restore;

import io.accountsync.restore.Restored.Way;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.deletions.OrgRecords;
import io.accountsync.run.deletions.OrgRecords.Remains;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.salesforce.RetryLoop;
import io.accountsync.salesforce.Undeleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Brings records back out of the recycle bin. Before each call, and so before each repeat, the org is asked which of them are in
 * it still: a call whose answer was lost may have been carried out.
 */
final class Undeletion {
    /** Salesforce's word for a record that the recycle bin does not have any more. */
    private static final String NOT_IN_BIN = "UNDELETE_FAILED";

    /** Salesforce's word for a unique value that another record has; perhaps not one of this object, but of what comes back with it. */
    private static final String DUPLICATE = "DUPLICATE_VALUE";

    private final RestoreRun restoration;
    private final Run run;

    Undeletion(RestoreRun restoration) {
        this.restoration = restoration;
        this.run = restoration.run();
    }

    /**
     * Brings records back.
     *
     * @param inBin at most 200
     * @return those that cannot come back this way, since the recycle bin does not have them any more
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    List<Deleted> undelete(List<Deleted> inBin) throws SalesforceException {
        Map<String, Deleted> open = new HashMap<>();
        inBin.forEach(record -> open.put(record.id(), record));
        List<Deleted> purged = new ArrayList<>();
        new RetryLoop(restoration.calls().policy(), surroundings()).make(() -> {
            List<String> due = stillInBin(open);
            if (!due.isEmpty()) {
                run.called(1);
                List<Undeleted> results = OrgComponent.of(restoration.context()).undelete(due);
                results.forEach(result -> take(result, open, purged));
            }
            return null;
        });
        return purged;
    }

    /** The ids of those that a call has not brought back yet. */
    private List<String> stillInBin(Map<String, Deleted> open) throws SalesforceException {
        Map<String, Remains> remains = restoration.records().remains(open.keySet());
        List<String> due = new ArrayList<>();
        for (Deleted record : List.copyOf(open.values())) {
            Remains left = remains.get(OrgRecords.telling(record.id()));
            if (left != null && !left.deleted()) {
                isBack(record, open);
            } else {
                due.add(record.id());
            }
        }
        return due;
    }

    private void take(Undeleted result, Map<String, Deleted> open, List<Deleted> purged) {
        Deleted record = open.get(result.id());
        if (result.isBack()) {
            isBack(record, open);
            return;
        }
        open.remove(result.id());
        if (result.error().code().equals(NOT_IN_BIN)) {
            purged.add(record);
        } else {
            restoration.ended(Restored.refused(record, result.error().code(), explained(result.error())));
        }
    }

    private static String explained(CallError error) {
        if (!error.code().equals(DUPLICATE)) {
            return error.message();
        }
        return error.message()
                + "; with a record comes back what was deleted along with it, and such a record was created again since."
                + " Delete the new one, or clear its value, and restore again";
    }

    private void isBack(Deleted record, Map<String, Deleted> open) {
        open.remove(record.id());
        restoration.linkSame(record);
        restoration.ended(Restored.back(record, Way.UNDELETED, record.id()));
    }

    private RetryLoop.Surroundings surroundings() {
        return new RetryLoop.Surroundings() {
            @Override
            public void beforeTry() {
                // Asks for the lease as well.
                run.isStopping();
                run.stopReason().ifPresent(reason -> {
                    throw new RunStoppedException(reason);
                });
                restoration.calls().allowance().refusal().ifPresent(reason -> {
                    throw new RunStoppedException(reason);
                });
            }

            @Override
            public void pause(Duration time) {
                run.pause(time);
            }
        };
    }
}
