package io.accountsync.run.hanging;

import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.sync.Syncs;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * What else hangs on records that are to be deleted: other syncs that have them too, records that were merged into them, records
 * that would be deleted along with them, and those that point to them. Asked by runs and plans alike, before the first call. What
 * is kept is not {@link Gone} any more, and each later run asks again.
 *
 * <p>Costs nothing where nothing is to be deleted. Else one call that describes the object, and for 200 records a query where the object
 * can be merged, and one for each field by which records of a sync of this state point to it.
 */
public final class HangingRecords {
    /** Asking of more would cost many calls, though a guard may stop the run: it has the first word then. */
    private static final int ASKED_BEFORE_GUARD = 1000;

    private final Syncs syncs;
    private final Reading reading;
    private boolean asked;
    private ChildFields fields;

    /** @param syncs those that are loaded */
    public HangingRecords(Syncs syncs, Reading reading) {
        this.syncs = syncs;
        this.reading = reading;
    }

    /**
     * Keeps what is not to be deleted, or not yet. Of very many records the org is not asked before the guard has let them pass.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void keepBeforeGuard(Gone gone) throws SalesforceException {
        if (gone.count() > 0) {
            new SharedRecords(reading).keep(gone);
        }
        if (gone.count() <= ASKED_BEFORE_GUARD) {
            askOrg(gone);
        }
    }

    /**
     * The same for those that the guard let pass.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void keepAfterGuard(Gone gone) throws SalesforceException {
        if (!asked) {
            askOrg(gone);
        }
    }

    private void askOrg(Gone gone) throws SalesforceException {
        asked = true;
        if (!gone.areDeleted() || gone.count() == 0) {
            return;
        }
        new MergedRecords(reading).keep(gone);
        if (gone.count() > 0) {
            new WaitingRecords(reading, fields()).keep(gone);
        }
    }

    /**
     * Right before the first call: keeps what another sync has come by meanwhile, and notes what points to the rest.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void look(Gone gone) throws SalesforceException {
        if (!gone.areDeleted() || gone.count() == 0) {
            return;
        }
        new SharedRecords(reading).keep(gone);
        if (gone.count() > 0) {
            new PointingChildren(reading, fields()).note(gone);
        }
    }

    /** The same; an error is kept in the run, which then deletes nothing. */
    public void lookBeforeCalls(Gone gone) {
        try {
            look(gone);
        } catch (SalesforceException e) {
            reading.run().fail(new OrgFailedException(e));
        } catch (RuntimeException e) {
            reading.run().fail(e);
        }
    }

    private ChildFields fields() throws SalesforceException {
        if (fields == null) {
            fields = ChildFields.of(syncs, reading);
        }
        return fields;
    }
}
