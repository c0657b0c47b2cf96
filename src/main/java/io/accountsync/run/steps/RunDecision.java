package io.accountsync.run.steps;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.compare.AbsentRecheck;
import io.accountsync.run.compare.DuplicateFindings;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.decide.ApiChoice;
import io.accountsync.run.decide.ChangeLimits;
import io.accountsync.run.decide.SendAdmission;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.rejected.CircularParents;
import io.accountsync.run.rejected.RejectedLoader;
import io.accountsync.run.send.DoubtCheck;
import io.accountsync.run.send.Sending;
import io.accountsync.state.Duplicates;
import io.accountsync.state.Plan;
import io.accountsync.state.RejectedRecord;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** The decide phase: what is sent, in which order. All of it is known before the first call. */
final class RunDecision {
    private final Sending sending;
    private final Run run;

    RunDecision(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
    }

    /** Leaves the newest row of each key, next to rejected records that are due and records in doubt that must be sent. */
    void deduplicate() throws SalesforceException {
        RejectedLoader rejected = new RejectedLoader(sending.reading());
        rejected.addDue("retry");
        rejected.addDue("later");
        rejected.addForeseenBack();
        if (new AbsentRecheck(run).isDue()) {
            rejected.addDue(RejectedRecord.ABSENT);
        }
        new CircularParents(sending.reading(), sending.payloads()).retry(rejected);
        DoubtCheck doubts = new DoubtCheck(sending);
        if (!run.isPlanning()) {
            doubts.add();
        }
        Duplicates duplicates = sending.changes().deduplicate();
        run.counts().add(Count.DUPLICATE, duplicates.total());
        run.counts().add(Count.UNCHANGED, -duplicates.amongUnchanged());
        if (!run.isPlanning()) {
            if (run.counts().get(Count.INVALID) > 0 && doubts.add() > 0) {
                // An older row, or a rejected one, was in their way that fell out since the newest row is invalid.
                sending.changes().reorder();
            }
            doubts.compare();
        }
        withdrawThoseWithoutRow();
        new DuplicateFindings(sending.reading()).report();
    }

    /** What waits of records whose rows are gone is not sent: a later run would delete what this one creates. */
    private void withdrawThoseWithoutRow() {
        Reading reading = sending.reading();
        if (run.sync().mapping().gone().isIgnored()) {
            return;
        }
        long withdrawn =
                reading.changes().gone().withdrawRetried(reading.absence().matters());
        if (withdrawn > 0) {
            sending.changes().reorder();
            Optional<String> doubt =
                    reading.absence().matters() ? reading.absence().doubt() : Optional.empty();
            run.findings()
                    .note(Sentence.closed(doubt.isPresent() ? mayBeGone(withdrawn, doubt.get()) : areGone(withdrawn))
                            + " " + ProposedCommand.of("failures", run.name())
                            + (withdrawn == 1
                                    ? " lists it until the row is back or you drop it."
                                    : " lists them until the rows are back or you drop them."));
        }
    }

    private static String areGone(long records) {
        return Quantity.of(
                records,
                "record that waits is not sent: its row is gone",
                "records that wait are not sent: their rows are gone");
    }

    /** A run that is certain sends them, or lets them be. */
    private static String mayBeGone(long records, String doubt) {
        return Quantity.of(
                        records,
                        "record that waits is not sent: it is not among the rows, and nobody knows whether it is gone, since ",
                        "records that wait are not sent: they are not among the rows, and nobody knows whether they are"
                                + " gone, since ")
                + doubt;
    }

    /**
     * Decides the rest, when jobs that an earlier run left behind have had their say.
     *
     * @param gone the records that something is to happen to since their rows are gone
     * @return for a run that only plans, the plan of a guard that would hold a run back; else empty
     */
    Optional<Plan> decide(Gone gone) throws SalesforceException {
        Optional<Plan> heldBack = Optional.empty();
        SendAdmission admission = new SendAdmission(sending);
        admission.keepRejected();
        if (!run.isPlanning()) {
            sending.healing().probe();
        }
        admission.choose();
        // Also where nothing is to be sent: a source that is not whole may have nothing new either.
        if (run.isPlanning()) {
            heldBack = new ChangeLimits(sending, gone).examine();
        } else {
            new ChangeLimits(sending, gone).require();
        }
        admission.admit(gone);
        if (run.progress().toSend() > 0) {
            sending.path(new ApiChoice(sending).choose());
        }
        if (run.progress().toSend() > 0) {
            admission.belongToOrg();
        }
        return heldBack;
    }
}
