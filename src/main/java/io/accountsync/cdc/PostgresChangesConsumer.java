package io.accountsync.cdc;

import io.accountsync.config.Sentence;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.events.EventRecord;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands changes to its route, as a list of {@link EventRecord}, and tells PostgreSQL that they were taken once the route was done
 * without an error. What fails is handed over again, after a pause that grows; while the route is suspended PostgreSQL keeps its log.
 */
final class PostgresChangesConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresChangesConsumer.class);

    private final PostgresChangesEndpoint endpoint;
    private final Pauses pauses = new Pauses();
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
        reading = new ChangeReading(
                endpoint.source(),
                libraries,
                endpoint.history(),
                pauses,
                this::take,
                this::tellLoss,
                endpoint.trouble());
        threads = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, "postgres-changes");
        threads.submit(reading::run);
        endpoint.watch(reading);
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

    /** At once, as rows of its own: who takes them has it in the state until a run has read the whole source. */
    private void tellLoss(MalformedRow lost) throws InterruptedException {
        LOG.warn(
                "Changes of the slot {} were lost: until a run has read the whole source (run --compare-all), records may lack them. {}",
                endpoint.getSlot(),
                Sentence.closed(lost.reason()));
        handOverUntilTaken(List.of(lost));
    }

    private void take(List<EventRecord> changes) throws InterruptedException {
        handOverUntilTaken(List.copyOf(changes));
    }

    private void handOverUntilTaken(List<Object> rows) throws InterruptedException {
        for (int attempt = 1; !handOver(rows); attempt++) {
            pauses.afterFailure(attempt);
        }
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
                reading.routeFailed(exchange.getException());
            }
            boolean isTaken = exchange.getException() == null && !exchange.isRollbackOnly();
            if (isTaken) {
                endpoint.trouble().taken();
            }
            return isTaken;
        } catch (Exception e) {
            reading.routeFailed(e);
            return false;
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
