package io.accountsync.run.steps;

import io.accountsync.config.LogContext;
import io.accountsync.config.Quantity;
import io.accountsync.run.NotSent;
import io.accountsync.run.Run;
import io.accountsync.run.SendingPath;
import io.accountsync.run.decide.EagerChoice;
import io.accountsync.run.send.Batch;
import io.accountsync.run.send.EarlyBatches;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Sends records while the compare phase goes on, as {@code sync.eager} asks, by the route and the threads that send the batches of waves.
 * Whoever brings rows or ends a batch starts the next ones, so that nobody waits for anybody. Where a run may not do so, it only reads.
 */
final class EarlySending {
    private static final String ROUTE = "direct:sync-send";

    /** While half of them wait for answers, the others note what is to be sent, or write what came back. */
    private static final int BATCHES_A_CALL = 2;

    private final CamelContext context;
    private final Sending sending;
    private final Run run;
    private final EarlyBatches batches;
    private final int most;
    private ExecutorService senders;
    private ProducerTemplate template;
    private int underWay;

    EarlySending(CamelContext context, Sending sending) {
        this.context = context;
        this.sending = sending;
        this.run = sending.run();
        this.batches = new EarlyBatches(sending, this::feed);
        int calls = run.settings().inFlight();
        this.most = calls == 1 ? 1 : BATCHES_A_CALL * calls;
    }

    /** Sends while rows are read. However the reading ends, what is on its way is judged before this returns. */
    void during(Runnable reading) {
        if (!new EagerChoice(sending.reading()).isMade()) {
            reading.run();
            return;
        }
        senders = context.getRegistry().lookupByNameAndType(Senders.BEAN, ExecutorService.class);
        template = context.createProducerTemplate();
        sending.changes().early().begin(batches);
        try {
            reading.run();
        } catch (RuntimeException | Error e) {
            // Nothing more is sent, nor repeated.
            run.fail(e);
            throw e;
        } finally {
            batches.end();
            awaitBatches();
            template.stop();
            report();
        }
    }

    private void report() {
        long sent = run.progress().sentEarly();
        if (sent > 0) {
            run.findings()
                    .note(Quantity.of(sent, "record was", "records were") + " sent while rows were read (sync.eager)"
                            + NotSent.openOf(run));
            // What is left decides on its own path; where nothing is, this was the one.
            sending.path(new SendingPath(
                    ApiPath.COLLECTIONS,
                    "sync.eager sent them while rows were read",
                    sent,
                    (sent + run.settings().batchSize() - 1) / run.settings().batchSize(),
                    false));
        }
    }

    private synchronized void feed() {
        while (underWay < most) {
            Optional<Batch> batch = batches.next();
            if (batch.isEmpty()) {
                return;
            }
            underWay++;
            start(batch.get());
        }
    }

    private void start(Batch batch) {
        try {
            senders.execute(LogContext.carried(() -> {
                send(batch);
                goOn();
            }));
        } catch (RejectedExecutionException e) {
            // The process ends.
            run.fail(e);
            over(batch);
        }
    }

    private void send(Batch batch) {
        try {
            Exchange exchange = template.request(ROUTE, request -> {
                request.setVariable("run", run);
                request.setVariable("sending", sending);
                request.getMessage().setBody(batch);
            });
            if (exchange.getException() != null) {
                run.fail(exchange.getException());
            }
        } catch (RuntimeException | Error e) {
            run.fail(e);
        } finally {
            over(batch);
        }
    }

    private void over(Batch batch) {
        try {
            batches.over(batch);
        } catch (RuntimeException e) {
            run.fail(e);
        } finally {
            synchronized (this) {
                underWay--;
                notifyAll();
            }
        }
    }

    private void goOn() {
        try {
            feed();
        } catch (RuntimeException e) {
            run.fail(e);
        }
    }

    private synchronized void awaitBatches() {
        boolean isInterrupted = false;
        while (underWay > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
