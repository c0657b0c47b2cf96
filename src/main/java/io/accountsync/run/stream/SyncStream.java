package io.accountsync.run.stream;

import io.accountsync.config.LogContext;
import io.accountsync.config.Sentence;
import io.accountsync.run.HeldBackException;
import io.accountsync.run.calls.ApiBudget;
import io.accountsync.run.decide.SendOrder;
import io.accountsync.run.rejected.InvalidShare;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.steps.StreamRun;
import io.accountsync.run.sync.SourceRoute;
import io.accountsync.run.sync.StreamOrder;
import io.accountsync.run.sync.Sync;
import io.accountsync.source.events.StreamBody;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * The stream of one sync in this process: a thread that makes batches of what callers hand over, and sends them one after the other in
 * sessions. Safe for several threads.
 */
final class SyncStream {
    /** How soon to ask once more for records that somebody else has in hands. */
    private static final Duration BETWEEN_CLAIMS = Duration.ofMillis(100);

    private final Engine engine;
    private final Sync sync;
    private final Inbox inbox = new Inbox();
    private final CallingRoutes routes;
    private final Pause pause;
    private final StreamBody body;
    private final BatchRoute route;
    private final SessionEnd sessionEnd;
    private final Thread thread;
    private volatile boolean ending;
    private boolean probes;
    private ApiBudget budget;

    private SyncStream(CamelContext context, Engine engine, Sync sync) {
        this.engine = engine;
        this.sync = sync;
        this.routes = new CallingRoutes(context, sync.name());
        this.pause = new Pause(engine, sync, routes);
        this.body = new StreamBody(sync.settings().stream().events(sync.mapping()));
        this.route = new BatchRoute(context);
        this.sessionEnd = new SessionEnd(engine, sync.name());
        this.thread = new Thread(this::work, "stream-" + sync.name());
        thread.setDaemon(true);
    }

    /** Begins to take rows. */
    static SyncStream start(CamelContext context, Engine engine, Sync sync) {
        SyncStream stream = new SyncStream(context, engine, sync);
        stream.thread.start();
        return stream;
    }

    /**
     * Takes the rows of an exchange, and returns when each of them has its outcome in the state.
     *
     * @throws StreamException when they have none
     */
    void hand(Exchange exchange) {
        String from = exchange.getFromRouteId();
        pause.require(from);
        List<Object> rows = body.rows(exchange);
        if (rows.isEmpty()) {
            return;
        }
        Handover handover = new Handover(rows, from);
        inbox.add(handover);
        handover.await();
    }

    /** Whether it is paused, and why. */
    Pause pause() {
        return pause;
    }

    /** How many exchanges wait for their batch. */
    int waiting() {
        return inbox.size();
    }

    /** Ends with the batch that is on its way. */
    void end() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try (route;
                routes) {
            IdleCare care = new IdleCare(engine, sync);
            while (!isEnding()) {
                turn(care);
            }
        } finally {
            inbox.close(toComeAgain("The process ends"));
        }
    }

    /** Whatever it meets, the thread goes on: with it the stream would end, and nobody would learn of it. */
    private void turn(IdleCare care) {
        List<Handover> first = List.of();
        try {
            boolean[] isDue = new boolean[1];
            first = next(() -> isDue[0] = care.isDue());
            if (!first.isEmpty() || isDue[0]) {
                List<Handover> batch = first;
                pause.heldBack().ifPresentOrElse(by -> failed(batch, PausedStream.by(by)), () -> session(batch));
            }
        } catch (RuntimeException | Error e) {
            failed(first, sessionEnd.broken(e));
        }
        pause.await(this::isEnding);
    }

    private boolean isEnding() {
        return ending || engine.runs().isEnding();
    }

    private List<Handover> next(BooleanSupplier over) {
        return inbox.next(
                sync.settings().batchSize(),
                () -> WaitForOthers.of(
                        sync.settings().stream().maxWait(), budget == null ? OptionalLong.empty() : budget.callsLeft()),
                () -> isEnding() || over.getAsBoolean());
    }

    private void session(List<Handover> first) {
        List<Handover> batch = first;
        StreamRun session = null;
        Throwable error = null;
        boolean isBroken = true;
        LogContext.Before before = null;
        try {
            session = StreamRun.begin(engine, sync.name(), probes);
            before = LogContext.about(sync.name(), session.run().id());
            session.prepare();
            BatchRows.Judges judges = BatchRows.Judges.of(session.run(), new StreamOrder(engine.context(), sync));
            InvalidShare invalid = new InvalidShare(session.run());
            session.atEnd(() -> {
                judges.note();
                invalid.note();
            });
            DueDoubts doubts = new DueDoubts(session.run());
            DueRetries retries = new DueRetries(session.run(), !SourceRoute.exists(engine.context(), sync.name()));
            SessionTime time =
                    new SessionTime(session.run(), sync.settings().stream().session());
            while (!batch.isEmpty() || !time.isOver() && (doubts.isTime() || retries.isTime())) {
                Optional<HeldBackException> held = pause.heldBack();
                if (held.isPresent()) {
                    throw held.get();
                }
                send(session, batch, judges, doubts, retries);
                batch = List.of();
                batch = next(() -> time.isOver() || doubts.isTime() || retries.isTime());
            }
            isBroken = false;
        } catch (StreamException e) {
            // What stopped it, or made it fail, is known to the run.
            error = null;
        } catch (Exception | Error e) {
            error = e;
        }
        try {
            if (!isBroken) {
                // Nobody waits, so that nothing was stopped.
                session.run().finish();
            }
            PausedStream reason = sessionEnd.of(session, error);
            if (isBroken) {
                probes = session != null && session.isTripped();
                failed(batch, reason);
            }
        } catch (RuntimeException | Error e) {
            failed(batch, sessionEnd.broken(e));
        } finally {
            if (before != null) {
                before.close();
            }
        }
    }

    private void send(
            StreamRun session, List<Handover> batch, BatchRows.Judges judges, DueDoubts doubts, DueRetries retries)
            throws Exception {
        SendOrder order = session.batch();
        budget = order.sending().calls().allowance();
        BatchRows rows = new BatchRows(order.sending().reading(), judges);
        route.send(order, rows, batch, doubts, retries);
        if (!rows.taken().isEmpty()) {
            pause.passed();
            probes = false;
        }
        rows.taken().forEach(Handover::done);
        doubts.later();
        retries.later();
        waitFor(rows, session);
    }

    /** What others have in hands comes again, before all that came later. */
    private void waitFor(BatchRows rows, StreamRun session) {
        if (!rows.putAside().isEmpty()) {
            inbox.putBack(rows.putAside());
            session.run().state().sessions().buryDead(session.run().doubtsUntil());
            if (rows.taken().isEmpty()) {
                session.run().pause(BETWEEN_CLAIMS);
            }
        }
    }

    /** Nobody's offset may be committed: neither of those in the batch, nor of those that wait. */
    private void failed(List<Handover> batch, PausedStream reason) {
        if (!isEnding()) {
            pause.begin(
                    reason,
                    Stream.concat(batch.stream().map(Handover::route), inbox.routes().stream())
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList());
        }
        String said = toComeAgain(reason.reason());
        batch.forEach(handover -> handover.failed(said));
        inbox.fail(said);
    }

    private String toComeAgain(String reason) {
        return Sentence.closed("The stream of " + sync.name() + " did not take these rows: " + reason)
                + " They are to be handed over again.";
    }
}
