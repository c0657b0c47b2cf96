package io.accountsync.cdc;

import io.accountsync.source.MalformedRow;
import io.accountsync.source.events.EventRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Hands changes to its route, as a list of {@link EventRecord}, and tells PostgreSQL that they were taken once the route was done
 * without an error. What fails is handed over again, after a pause that grows; while the route is suspended PostgreSQL keeps its log.
 */
final class PostgresChangesConsumer extends DefaultConsumer {
    private final PostgresChangesEndpoint endpoint;
    private final Pauses pauses = new Pauses();
    private final List<Object> announced = new ArrayList<>();
    private ExecutorService threads;
    private ChangeReading reading;

    PostgresChangesConsumer(PostgresChangesEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        pauses.begin();
        ClassLoader libraries = Thread.currentThread().getContextClassLoader();
        reading = new ChangeReading(endpoint.source(), libraries, pauses, this::take, this::announceLoss);
        threads = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, "postgres-changes");
        threads.submit(reading::run);
        endpoint.watch();
    }

    @Override
    protected void doSuspend() throws Exception {
        pauses.suspend();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        pauses.resume();
    }

    @Override
    protected void doStop() throws Exception {
        pauses.end();
        if (reading != null) {
            reading.close();
        }
        if (threads != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
        }
        super.doStop();
    }

    private void announceLoss() {
        announced.add(new MalformedRow(
                "slot " + endpoint.getSlot(),
                "there was a publication and no replication slot, or PostgreSQL had dropped the log that it kept for it, and the slot was"
                        + " made: changes before that did not come; run the sync with --compare-all, which reads all rows and sends"
                        + " those that differ"));
    }

    private void take(List<EventRecord> changes) throws InterruptedException {
        List<Object> rows = new ArrayList<>(announced);
        rows.addAll(changes);
        for (int attempt = 1; !handOver(rows); attempt++) {
            pauses.afterFailure(attempt);
        }
        announced.clear();
    }

    /** Whether the route took them. */
    private boolean handOver(List<Object> rows) throws InterruptedException {
        pauses.awaitResumed();
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(rows);
            if (endpoint.getSync() != null) {
                exchange.setVariable("sync", endpoint.getSync());
            }
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                reading.failed(exchange.getException());
            }
            return exchange.getException() == null && !exchange.isRollbackOnly();
        } catch (Exception e) {
            reading.failed(e);
            return false;
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
