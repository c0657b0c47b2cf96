package io.accountsync.run.stream;

import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.SendingPath;
import io.accountsync.run.decide.RecordsSentBefore;
import io.accountsync.run.decide.SendAdmission;
import io.accountsync.run.decide.StreamLimits;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.rejected.RejectedLoader;
import io.accountsync.run.send.DoubtCheck;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.state.Duplicates;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * What is sent of a batch of a stream. The same as of a run, but that it never goes by Bulk, that runs try again what was rejected or
 * deferred, and that several events of one record are nothing to speak of.
 */
final class BatchDecision {
    private final Sending sending;
    private final Run run;
    private final RecordsSentBefore sentBefore;

    BatchDecision(Sending sending, RecordsSentBefore sentBefore) {
        this.sentBefore = sentBefore;
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
        SendAdmission admission = new SendAdmission(sending);
        admission.keepRejected();
        admission.choose();
        new StreamLimits(sending, gone, sentBefore).require();
        admission.admit(gone);
        if (run.progress().toSend() > 0) {
            sending.path(new SendingPath(
                    ApiPath.COLLECTIONS,
                    "streams never go by Bulk",
                    run.progress().toSend(),
                    0,
                    false));
            admission.belongToOrg();
        }
    }
}
