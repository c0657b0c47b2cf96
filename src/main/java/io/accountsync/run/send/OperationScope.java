package io.accountsync.run.send;

import io.accountsync.mapping.Operation;
import io.accountsync.run.Count;
import io.accountsync.run.RecordResult;
import io.accountsync.run.Run;
import io.accountsync.state.Change;
import io.accountsync.state.ChangeSet;
import java.util.List;
import java.util.Set;

/**
 * Takes out of what is to be sent what the operation of the sync is not for, as far as Salesforce ids say so: whoever only
 * updates has no use for records that the org does not have, and whoever only creates none for those that it has.
 */
public final class OperationScope {
    private static final int PAGE = 500;

    private final Sending sending;
    private final Run run;
    private final Operation operation;

    public OperationScope(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
        this.operation = run.sync().mapping().operation();
    }

    /** Whether the operation is for some records only. */
    public boolean isLimited() {
        return operation != Operation.UPSERT;
    }

    /** Leaves out records that are known to be there, for a sync that only creates; asks nobody. */
    public void leaveOutKnown() {
        if (operation == Operation.CREATE) {
            leaveOut(false);
        }
    }

    /** Leaves out what is not for the operation, once the org was asked which records it has. */
    public void leaveOut() {
        if (isLimited()) {
            leaveOut(operation == Operation.UPDATE);
        }
    }

    private void leaveOut(boolean unknown) {
        ChangeSet changes = sending.changes();
        String after = "";
        List<String> page = page(unknown, after);
        while (!page.isEmpty()) {
            after = page.get(page.size() - 1);
            conclude(List.copyOf(changes.find(page).values()), unknown);
            page = page(unknown, after);
        }
    }

    private List<String> page(boolean unknown, String after) {
        return unknown
                ? sending.changes().ids().unknown(after, PAGE)
                : sending.changes().ids().known(after, PAGE);
    }

    private void conclude(List<Change> left, boolean unknown) {
        concludeAll(unknown ? left : withoutHalfDone(left), unknown);
    }

    /** Without those whose second step is to come still: it updates what this sync created itself. */
    private List<Change> withoutHalfDone(List<Change> known) {
        if (sending.reading().mapper().ownLookups().all().isEmpty()) {
            return known;
        }
        Set<String> halfDone = new HalfDone(sending).among(known);
        return known.stream().filter(change -> !halfDone.contains(change.key())).toList();
    }

    private void concludeAll(List<Change> left, boolean unknown) {
        if (run.isPlanning()) {
            sending.changes().done(left.stream().map(Change::key).toList());
            run.counts()
                    .add(
                            unknown ? Count.NOT_IN_SALESFORCE : Count.ALREADY_IN_SALESFORCE,
                            left.stream()
                                    .filter(change -> change.origin() == Change.Origin.READ)
                                    .count());
            return;
        }
        List<RecordResult> results = left.stream()
                .map(change -> unknown ? LeftOut.absent(change) : LeftOut.present(change, change.salesforceId()))
                .toList();
        ResultWriter.record(sending, results, null);
    }
}
