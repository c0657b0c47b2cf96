package io.accountsync.adopt;

import io.accountsync.state.LinkFile.Link;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** What the routes of {@code adopt} call, the bean {@code syncAdopt}. */
public final class AdoptSteps {
    /** The batches, until there are no more or the run stops; an error is kept in the run. */
    public Iterator<AdoptionBatch> batches(@Variable("linking") AdoptionRun linking) {
        return new Batches(linking);
    }

    /** Whether records of the batch are to be written still, going by what the org says of them now. */
    public boolean hasNextCall(@Variable("batch") AdoptionBatch batch) {
        return batch.hasNextCall();
    }

    /** By which operation of camel-salesforce its calls are made. */
    public String operation(@Variable("batch") AdoptionBatch batch) {
        return batch.call().operation();
    }

    /** Makes the next call's body and headers. */
    public void prepareCall(Exchange exchange, @Variable("batch") AdoptionBatch batch) {
        batch.call().prepare(exchange.getMessage(), batch::nextCall);
    }

    /** Judges the answer to a call, or the exception that came instead. */
    public void judge(Exchange exchange, @Variable("batch") AdoptionBatch batch) {
        batch.judge(batch.call().answer(exchange, batch.inCall()));
    }

    /** Writes the batch's outcomes to the state and to the files. */
    public void record(@Variable("batch") AdoptionBatch batch) {
        batch.record();
    }

    /** Reads ahead, never throws, and looks at the stop flag only then: else the split would end with calls under way. */
    private static final class Batches implements Iterator<AdoptionBatch> {
        private final AdoptionRun linking;
        private long last;
        private AdoptionBatch ahead;

        Batches(AdoptionRun linking) {
            this.linking = linking;
            fetch();
        }

        private void fetch() {
            ahead = null;
            if (linking.run().isStopping()) {
                return;
            }
            try {
                List<Link> page =
                        linking.links().page(last, linking.run().settings().batchSize());
                if (!page.isEmpty()) {
                    last = page.get(page.size() - 1).number();
                    ahead = new AdoptionBatch(linking, page);
                }
            } catch (RuntimeException e) {
                linking.run().fail(e);
            }
        }

        @Override
        public boolean hasNext() {
            return ahead != null;
        }

        @Override
        public AdoptionBatch next() {
            if (ahead == null) {
                throw new NoSuchElementException();
            }
            AdoptionBatch batch = ahead;
            fetch();
            return batch;
        }
    }
}
