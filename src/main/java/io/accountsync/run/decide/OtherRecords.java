package io.accountsync.run.decide;

import io.accountsync.run.Run;
import io.accountsync.run.compare.ExistingRecords;
import io.accountsync.run.send.Sending;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** How many records of the org could be the same as ones that are about to be created. */
final class OtherRecords {
    private final Sending sending;
    private final Run run;

    OtherRecords(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
    }

    /**
     * Counts them. Before anybody is told of creates, the org says which keys it has: a state that was lost knows none of them.
     *
     * @throws SalesforceException when the org cannot be asked
     */
    long count() throws SalesforceException {
        long others = sending.calls()
                .org()
                .countWithout(
                        run.sync().mapping().object(), run.sync().mapping().externalId());
        if (others > 0 && !sending.outgoing().tellsNewFromKnown()) {
            new ExistingRecords(sending.reading()).find();
        }
        return others;
    }
}
