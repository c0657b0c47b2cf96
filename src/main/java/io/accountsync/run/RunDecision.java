package io.accountsync.run;

import io.accountsync.salesforce.Org;
import io.accountsync.state.Change;
import io.accountsync.state.Duplicates;
import io.accountsync.state.SyncCursor;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** The decide phase: what is sent, in which order. All of it is known before the first call. */
final class RunDecision {
    private final Run run;
    private final Org org;

    RunDecision(Run run, Org org) {
        this.run = run;
        this.org = org;
    }

    /** Leaves the newest row of each key, beside parked records that are due and records in doubt that must be sent. */
    void settle() throws SalesforceException {
        ParkedRecords parked = new ParkedRecords(run);
        parked.addDue("retry");
        parked.addDue("later");
        DoubtCheck doubts = new DoubtCheck(run);
        if (!run.isPlanning()) {
            doubts.add();
        }
        Duplicates duplicates = run.changes().settle();
        run.counts().add(Count.DUPLICATE, duplicates.total());
        run.counts().add(Count.UNCHANGED, -duplicates.amongUnchanged());
        if (!run.isPlanning()) {
            if (run.counts().get(Count.INVALID) > 0 && doubts.add() > 0) {
                // An older row, or a refused one, stood in their way that fell out since the newest row is invalid.
                run.changes().reorder();
            }
            doubts.compare();
        }
        new DuplicateFindings(run).tell();
    }

    /** Settles the rest, when jobs that an earlier run left behind have had their say. */
    void decide() throws SalesforceException {
        if (!run.isPlanning()) {
            new InvalidParking(run).park();
        }
        run.counts().add(Count.STILL_REJECTED, run.changes().counts().asleep());
        if (!run.isPlanning()) {
            new UnresolvedParking(run).park();
            run.healing().probe();
        }
        new UndecidedMatches(run, org).keepBack();
        if (run.limit() > 0) {
            run.changes().limit(run.limit());
        }
        run.toSend(run.changes().counts().size(Change.Origin.READ)
                + run.changes().counts().size(Change.Origin.PARKED));
        if (run.toSend() > 0) {
            run.outgoing().tellNewFromKnown();
            if (run.isPlanning()) {
                new Guards(run, org).examine().ifPresent(run::heldBack);
            } else {
                new Guards(run, org).require();
            }
            run.path(new PathChoice(run).choose());
        }
        if (run.isPlanning()) {
            return;
        }
        if (run.toSend() > 0 && run.before().isEmpty()) {
            claim(run);
        } else if (run.toSend() > 0 && run.mappingChanged()) {
            forgetMapping(run, run.before().get());
        }
    }

    /**
     * From the first write on the org holds records of two mappings. Should this run not complete, and somebody put the old
     * mapping back, then the next run must read everything all the same.
     */
    private static void forgetMapping(Run run, SyncCursor before) {
        run.state().write(() -> run.state().cursors().save(run.name(), before.withMappingVersion("in between")));
    }

    /** From the first write on the state is about this org. */
    private static void claim(Run run) {
        run.state().write(() -> run.state().cursors().save(run.name(), RunCompletion.cursor(run, null, null)));
    }
}
