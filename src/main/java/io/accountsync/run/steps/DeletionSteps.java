package io.accountsync.run.steps;

import io.accountsync.run.deletions.DeletionBatch;
import io.accountsync.run.deletions.DeletionPass;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** What the routes that delete call, the bean {@code syncDelete}. */
public final class DeletionSteps {
    /** The batches, until there are no more or the run stops; an error is kept in the run. */
    public Iterator<DeletionBatch> batches(@Variable("deleting") DeletionPass deleting) {
        return deleting.batches();
    }

    /** By which operation of camel-salesforce the calls are made. */
    public String operation(@Variable("batch") DeletionBatch batch) {
        return batch.operation();
    }

    /** Whether records of the batch are to be deleted still, going by what the org says of them now. */
    public boolean hasNextCall(@Variable("batch") DeletionBatch batch) {
        return batch.hasNextCall();
    }

    /** Makes the next call's headers. */
    public void prepareCall(Exchange exchange, @Variable("batch") DeletionBatch batch) {
        batch.prepareCall(exchange);
    }

    /** Judges the answer to a call, or the exception that came instead. */
    public void judge(Exchange exchange, @Variable("batch") DeletionBatch batch) {
        batch.judge(exchange);
    }

    /** Writes the batch's results to the state. */
    public void record(@Variable("batch") DeletionBatch batch) {
        batch.record();
    }
}
