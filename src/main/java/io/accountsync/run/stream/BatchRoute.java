package io.accountsync.run.stream;

import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.compare.ReadRow;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.RowReader;
import io.accountsync.run.decide.SendOrder;
import io.accountsync.run.steps.StreamRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends the batches of a stream by the route {@code sync-stream-batch}. For one thread. */
final class BatchRoute implements AutoCloseable {
    private static final String ADDRESS = "direct:sync-stream-batch";

    private final ProducerTemplate template;

    BatchRoute(CamelContext context) {
        this.template = context.createProducerTemplate();
    }

    /**
     * Sends rows, and returns when each has its outcome in the state.
     *
     * @throws Exception when it has not; what stopped the session instead is kept in its run
     */
    void send(StreamRun session, List<Handover> batch) throws Exception {
        SendOrder order = session.batch();
        Reading reading = order.sending().reading();
        List<ReadRow> rows = read(reading, batch);
        long before = reading.run().counts().get(Count.READ);
        Exchange exchange = template.request(ADDRESS, request -> {
            request.setVariable("run", reading.run());
            request.setVariable("reading", reading);
            request.setVariable("sending", order.sending());
            request.setVariable("order", order);
            request.setVariable("rows", rows);
        });
        if (exchange.getException() != null || reading.run().isStopping()) {
            // Those that were not even compared are unsent.
            reading.run()
                    .counts()
                    .add(
                            Count.READ,
                            before + rows.size() - reading.run().counts().get(Count.READ));
        }
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        requireOutcomes(reading.run());
    }

    private static List<ReadRow> read(Reading reading, List<Handover> batch) {
        List<Object> rows =
                batch.stream().flatMap(handover -> handover.rows().stream()).toList();
        List<ReadRow> read = new ArrayList<>(rows.size());
        RowReader reader = reading.reader(rows.iterator());
        reader.forEachRemaining(read::add);
        return read;
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
