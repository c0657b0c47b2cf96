package io.accountsync.run.stream;

import io.accountsync.run.Phase;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Comparison;
import io.accountsync.run.compare.ReadRow;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.ApprovedGone;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneChoice;
import io.accountsync.run.hanging.HangingRecords;
import io.accountsync.run.send.Sending;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.StreamRoutes;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** What the routes of streams call, the bean {@code syncStream}. */
public final class StreamSteps {
    /** By this name routes know it. */
    public static final String BEAN = "syncStream";

    private final Engine engine;
    private final Streams streams;

    public StreamSteps(Engine engine, Streams streams) {
        this.engine = engine;
        this.streams = streams;
    }

    /** The streams of this context. */
    public Streams streams() {
        return streams;
    }

    /**
     * Takes the rows in the body, and returns when each of them has its outcome in the state. Body and headers stay.
     *
     * @throws StreamException when they have none: whoever hands them over does so again
     */
    public void take(Exchange exchange, @Variable("sync") String sync) {
        exchange.setVariable(StreamRoutes.HANDED_OVER, true);
        streams.of(sync).hand(exchange);
    }

    /** Keeps what differs from what Salesforce has. */
    public void compare(@Variable("rows") List<ReadRow> rows, @Variable("reading") Reading reading) {
        reading.run().progress().enter(Phase.COMPARE);
        new Comparison(reading).compare(rows.iterator());
    }

    /** Decides what is sent. */
    public void decide(
            Exchange exchange,
            @Variable("sending") Sending sending,
            @Variable("rows") List<ReadRow> rows,
            @Variable("batchOf") BatchContext batchOf)
            throws SalesforceException {
        Run run = sending.run();
        run.progress().enter(Phase.DECIDE);
        BatchDecision decision = new BatchDecision(sending, batchOf.sentBefore());
        decision.deduplicate(batchOf.withDoubts(), batchOf.withRetries());
        Gone gone = new GoneChoice(sending.reading()).choose();
        HangingRecords hanging = new HangingRecords(engine.syncs(), sending.reading());
        hanging.keepBeforeGuard(gone);
        exchange.setVariable("gone", gone);
        decision.decide(gone);
        hanging.keepAfterGuard(gone);
        new ApprovedGone(run, gone).areBack(rows);
        run.progress().enter(Phase.SEND);
    }

    /** Makes sure that each row has its outcome. */
    public void complete(@Variable("sending") Sending sending) {
        Run run = sending.run();
        // Its lines do not wait for the end of the session.
        run.outcomes().log().sourceIsRead();
        if (!run.isStopping()) {
            run.counts().mismatch().ifPresent(mismatch -> run.fail(new IllegalStateException(mismatch)));
        }
    }
}
