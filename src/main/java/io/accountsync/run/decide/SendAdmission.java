package io.accountsync.run.decide;

import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.FlagChanges;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneLimit;
import io.accountsync.run.gone.GoneLog;
import io.accountsync.run.gone.GoneRow;
import io.accountsync.run.rejected.CircularParents;
import io.accountsync.run.rejected.InvalidRowRetention;
import io.accountsync.run.rejected.UndecidedMatches;
import io.accountsync.run.rejected.UnresolvedRejection;
import io.accountsync.run.send.LeftOut;
import io.accountsync.run.send.OperationScope;
import io.accountsync.run.send.Sending;
import io.accountsync.state.Change;
import io.accountsync.state.ChangeCounts;
import io.accountsync.state.SyncCursor;
import java.util.Arrays;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Which changes are let through to be sent, of a run as of a batch of a stream: step by step, guards stand in between. */
public final class SendAdmission {
    private final Sending sending;
    private final Run run;

    public SendAdmission(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
    }

    /** Keeps rows that are invalid or point nowhere, and counts those that were rejected before and are not sent. */
    public void keepRejected() {
        if (!run.isPlanning()) {
            new InvalidRowRetention(sending.reading()).keep();
        }
        long absent = sending.changes().counts().stillRejected(LeftOut.ABSENT);
        long now = sending.changes().counts().justRejected();
        run.counts().add(Count.NOT_IN_SALESFORCE, absent);
        run.counts().add(Count.REJECTED, now);
        run.counts().add(Count.STILL_REJECTED, sending.changes().counts().stillRejected() - absent - now);
        if (!run.isPlanning()) {
            new UnresolvedRejection(sending.reading(), sending.payloads()).reject();
        }
    }

    /**
     * Leaves out what must not be sent, and looks which of the rest Salesforce has.
     *
     * @throws SalesforceException when the org cannot be asked
     */
    public void choose() throws SalesforceException {
        new UndecidedMatches(sending.reading(), sending.payloads()).keepBack();
        OperationScope scope = new OperationScope(sending);
        scope.leaveOutKnown();
        new CircularParents(sending.reading(), sending.payloads()).keepBack();
        if (run.limit() > 0) {
            sending.changes().limit(run.limit());
        }
        if (count() > 0) {
            sending.outgoing().tellNewFromKnown();
            if (scope.isLimited()) {
                belongToOrg();
                scope.leaveOut();
                count();
            }
        }
    }

    /**
     * What is to happen since rows are gone, is counted before it happens; it takes the place of what else waits for these records.
     *
     * @throws SalesforceException when the org cannot be asked
     */
    public void admit(Gone gone) throws SalesforceException {
        if (gone.count() == 0) {
            return;
        }
        if (!run.isPlanning()) {
            boolean approved = new GoneLimit(sending.reading(), gone).reason().isPresent();
            new GoneLog(sending.reading()).grant(gone, approved);
        }
        if (gone.areDeleted()) {
            gone.forEach(page -> sending.changes()
                    .gone()
                    .block(page.stream().map(GoneRow::key).toList()));
        } else {
            new FlagChanges(sending.reading()).add(gone);
        }
        count();
    }

    /**
     * From the first write on the state is about this org; and after an edit the org holds records of two mappings. Should this run
     * not complete, and somebody put the old mapping back, then the next run must read everything all the same. A run and a stream may
     * go on at the same time, and what the other one wrote of the cursor stays. A run that only plans writes nothing.
     */
    public void belongToOrg() {
        Reading reading = sending.reading();
        if (!run.isPlanning() && (reading.before().isEmpty() || reading.mappingChanged())) {
            run.state().write(() -> {
                Optional<SyncCursor> before = run.state().cursors().find(run.name());
                if (before.isEmpty()) {
                    run.state().cursors().save(run.name(), reading.cursor(null, null));
                } else if (reading.mappingChanged()) {
                    run.state().cursors().save(run.name(), before.get().withMappingVersion("in between"));
                }
            });
        }
    }

    private long count() {
        ChangeCounts counts = sending.changes().counts();
        long size =
                Arrays.stream(Change.Origin.values()).mapToLong(counts::size).sum();
        run.progress().toSend(size);
        return size;
    }
}
