package io.accountsync.run.stream;

import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.compare.ReadRow;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.decide.RecordsSentBefore;
import io.accountsync.run.decide.SendOrder;
import io.accountsync.run.steps.Senders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends the batches of a stream by the route {@code sync-stream-batch}. For one thread. */
final class BatchRoute implements AutoCloseable {
    private static final String ADDRESS = "direct:sync-stream-batch";

    private final ProducerTemplate template;
    private final RecordsSentBefore sentBefore = new RecordsSentBefore();

    BatchRoute(CamelContext context) {
        this.template = context.createProducerTemplate();
    }

    /**
     * Sends rows, and returns when each has its outcome in the state.
     *
     * @param rows of the exchanges, as far as nobody else has their records in hands
     * @param doubts looked at with them when it is time
     * @param retries tried with them when it is time
     * @throws Exception when it has not; what stopped the session instead is kept in its run
     */
    void send(SendOrder order, BatchRows rows, List<Handover> handovers, DueDoubts doubts, DueRetries retries)
            throws Exception {
        Reading reading = order.sending().reading();
        Run run = reading.run();
        long before = run.counts().get(Count.READ);
        boolean isDone = false;
        try {
            List<ReadRow> read = rows.read(handovers);
            if (rows.taken().isEmpty() && !handovers.isEmpty()) {
                isDone = true;
                return;
            }
            List<String> doubtful = doubts.isTime() ? doubts.keys(run) : List.of();
            boolean withDoubts = !doubtful.isEmpty() && rows.claimAlso(doubtful);
            List<String> deferred = retries.isTime() ? retries.keys() : List.of();
            boolean withRetries = !deferred.isEmpty() && rows.claimAlso(deferred);
            request(order, read, new BatchContext(sentBefore, withDoubts, withRetries));
            requireOutcomes(run);
            rows.complete();
            isDone = true;
        } finally {
            if (!isDone) {
                // Those that were not even compared are unsent.
                long all = handovers.stream()
                        .mapToLong(handover -> handover.rows().size())
                        .sum();
                run.counts().add(Count.READ, before + all - run.counts().get(Count.READ));
            }
        }
    }

    private void request(SendOrder order, List<ReadRow> rows, BatchContext batch) throws Exception {
        Reading reading = order.sending().reading();
        Exchange exchange = Senders.ofStream(() -> template.request(ADDRESS, request -> {
            request.setVariable("run", reading.run());
            request.setVariable("reading", reading);
            request.setVariable("sending", order.sending());
            request.setVariable("order", order);
            request.setVariable("rows", rows);
            request.setVariable("batchOf", batch);
        }));
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    /** What stopped the run, or made it fail, is told by its report. */
    private static void requireOutcomes(Run run) throws Exception {
        if (run.isStopping()) {
            throw new StreamException(run.stopReason().orElse("The session failed."));
        }
    }

    @Override
    public void close() {
        try {
            template.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
