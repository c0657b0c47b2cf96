package io.accountsync.run.send;

import io.accountsync.run.Run;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.state.Change;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Whether new records may go while rows are read. {@code sync.max-creates} counts them only next to records of the org that may be the
 * same ones, those without External ID: where there are none no number of new records is too much. The org is asked once a run, when
 * enough new ones wait, so that a run without them needs no call more. For one thread.
 */
final class EarlyCreates {
    private final Sending sending;
    private final Run run;
    private final List<Change> waiting = new ArrayList<>();
    private Boolean mayGo;

    EarlyCreates(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
        if (sending.outgoing().tellsNewFromKnown() || run.state().undecided().count() > 0) {
            // Which of them are new is found out when all are known.
            mayGo = false;
        }
    }

    /**
     * Those of new records that may go now, some of earlier pages among them.
     *
     * @throws OrgFailedException when the org cannot be asked
     */
    List<Change> of(List<Change> changes) {
        if (mayGo == null) {
            waiting.addAll(changes);
            if (waiting.size() < run.settings().batchSize()) {
                return List.of();
            }
            mayGo = areCounted() ? Boolean.FALSE : Boolean.TRUE;
            List<Change> all = List.copyOf(waiting);
            waiting.clear();
            return mayGo ? all : List.of();
        }
        return mayGo ? changes : List.of();
    }

    private boolean areCounted() {
        try {
            return sending.calls()
                            .org()
                            .countWithout(
                                    run.sync().mapping().object(),
                                    run.sync().mapping().externalId())
                    > 0;
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }
}
