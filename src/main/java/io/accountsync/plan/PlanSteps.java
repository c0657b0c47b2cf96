package io.accountsync.plan;

import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.lost.Fate;
import io.accountsync.run.send.Sending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.camel.Variable;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * What the route of {@code plan} calls when the decision is made, the bean {@code syncPlan}: holds what would be sent against
 * what the org has, a page at a time.
 */
public final class PlanSteps {
    /**
     * Looks at all that would be sent, in the order in which it would be.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void look(
            @Variable("sending") Sending sending,
            @Variable("planning") PlannedChanges planning,
            @Variable("gone") Gone gone,
            @Variable("lost") Map<String, Fate> lost)
            throws SalesforceException {
        Run run = sending.run();
        Reading reading = sending.reading();
        requireGoingOn(run);
        planning.bound(reading);
        PlannedLosses losses = new PlannedLosses(reading, planning, lost);
        try (RecordsInOrg inOrg = RecordsInOrg.of(sending)) {
            PlannedPages pages = new PlannedPages(sending, planning, losses);
            try (PagesInOrg toLookAt = new PagesInOrg(reading.changes(), inOrg)) {
                while (toLookAt.hasNext()) {
                    requireGoingOn(run);
                    look(pages, toLookAt.next());
                }
            }
        }
        try {
            losses.lookAtRest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new PlannedDeletions(sending, planning).look(gone);
    }

    private static void look(PlannedPages pages, PagesInOrg.Page page) throws SalesforceException {
        try {
            pages.look(page.changes(), page.records());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of half the rows a plan would say the wrong thing. */
    private static void requireGoingOn(Run run) {
        if (run.isStopping()) {
            run.stopReason().ifPresent(reason -> {
                throw new RunStoppedException("The plan was broken off: " + reason);
            });
        }
    }
}
