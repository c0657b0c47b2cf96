package io.accountsync.run.stream;

import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.SendingPath;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.decide.ChangeLimits;
import io.accountsync.run.decide.RecentChanges;
import io.accountsync.run.gone.FlagChanges;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneLimit;
import io.accountsync.run.gone.GoneLog;
import io.accountsync.run.gone.GoneRow;
import io.accountsync.run.rejected.CircularParents;
import io.accountsync.run.rejected.InvalidRowRetention;
import io.accountsync.run.rejected.RejectedLoader;
import io.accountsync.run.rejected.UndecidedMatches;
import io.accountsync.run.rejected.UnresolvedRejection;
import io.accountsync.run.send.DoubtCheck;
import io.accountsync.run.send.LeftOut;
import io.accountsync.run.send.OperationScope;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.state.Change;
import io.accountsync.state.Duplicates;
import io.accountsync.state.SyncCursor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * What is sent of a batch of a stream. The same as of a run, but that it never goes by Bulk, that runs try again what was rejected or
 * deferred, and that several events of one record are nothing to speak of.
 */
final class BatchDecision {
    private final Sending sending;
    private final Run run;
    private final RecentChanges before;
    private Set<String> clears = Set.of();

    /** @param before what the stream did that counts with it */
    BatchDecision(Sending sending, RecentChanges before) {
        this.before = before;
        this.sending = sending;
        this.run = sending.run();
    }

    /**
     * Leaves the newest row of each key, next to records in doubt that must be sent.
     *
     * @param withRetries whether deferred records are sent again
     * @param withDoubts whether the doubts of the sync can end now, and their records are ours
     */
    void deduplicate(boolean withDoubts, boolean withRetries) throws SalesforceException {
        if (withRetries) {
            RejectedLoader rejected = new RejectedLoader(sending.reading());
            DueRetries.CLASSES.forEach(rejected::addDue);
        }
        DoubtCheck doubts = new DoubtCheck(sending);
        if (withDoubts) {
            doubts.add();
        }
        Duplicates duplicates = sending.changes().deduplicate();
        run.counts().add(Count.DUPLICATE, duplicates.total());
        run.counts().add(Count.UNCHANGED, -duplicates.amongUnchanged());
        if (withDoubts) {
            doubts.compare();
        }
    }

    /**
     * Decides what is sent.
     *
     * @param gone the records that something is to happen to since their rows are gone
     * @throws io.accountsync.run.RunStoppedException when that is more than anybody approved
     * @throws SalesforceException when the org cannot be asked
     */
    void decide(Gone gone) throws SalesforceException {
        new InvalidRowRetention(sending.reading()).keep();
        long absent = sending.changes().counts().stillRejected(LeftOut.ABSENT);
        long now = sending.changes().counts().justRejected();
        run.counts().add(Count.NOT_IN_SALESFORCE, absent);
        run.counts().add(Count.REJECTED, now);
        run.counts().add(Count.STILL_REJECTED, sending.changes().counts().stillRejected() - absent - now);
        new UnresolvedRejection(sending.reading(), sending.payloads()).reject();
        new UndecidedMatches(sending.reading(), sending.payloads()).keepBack();
        OperationScope scope = new OperationScope(sending);
        scope.leaveOutKnown();
        new CircularParents(sending.reading(), sending.payloads()).keepBack();
        if (countToSend() > 0) {
            sending.outgoing().tellNewFromKnown();
            if (scope.isLimited()) {
                belongToOrg(sending.reading());
                scope.leaveOut();
                countToSend();
            }
        }
        new ChangeLimits(sending, gone, before).require();
        clears = sending.changes().counts().keys().clears();
        admit(gone);
        if (run.progress().toSend() > 0) {
            sending.path(new SendingPath(
                    ApiPath.COLLECTIONS,
                    "streams never go by Bulk",
                    run.progress().toSend(),
                    0,
                    false));
            belongToOrg(sending.reading());
        }
    }

    /** The records that it empties fields of. */
    Set<String> clears() {
        return clears;
    }

    private long countToSend() {
        long size = Arrays.stream(Change.Origin.values())
                .mapToLong(sending.changes().counts()::size)
                .sum();
        run.progress().toSend(size);
        return size;
    }

    private void admit(Gone gone) throws SalesforceException {
        if (gone.count() == 0) {
            return;
        }
        boolean approved = new GoneLimit(sending.reading(), gone).reason().isPresent();
        new GoneLog(sending.reading()).grant(gone, approved);
        if (gone.areDeleted()) {
            gone.forEach(page -> sending.changes()
                    .gone()
                    .block(page.stream().map(GoneRow::key).toList()));
        } else {
            new FlagChanges(sending.reading()).add(gone);
        }
        countToSend();
    }

    /**
     * From the first write on the state is about this org; and after an edit of the mapping the org holds records of two of them, so
     * that the next run reads everything. A run may go on at the same time, and what it writes of the cursor stays.
     */
    private void belongToOrg(Reading reading) {
        if (reading.before().isEmpty() || reading.mappingChanged()) {
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
}
