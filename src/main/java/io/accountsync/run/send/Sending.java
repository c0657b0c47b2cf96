package io.accountsync.run.send;

import io.accountsync.mapping.Operation;
import io.accountsync.run.Run;
import io.accountsync.run.SendingPath;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.rejected.PayloadRetention;
import io.accountsync.run.rejected.RejectionProbe;
import io.accountsync.state.Change;
import io.accountsync.state.ChangeSet;
import java.util.List;

/**
 * What sending the changes of one run needs: how they go, and what watches over it. Routes carry it in the variable {@code
 * sending}. Safe for the threads that send batches.
 */
public final class Sending {
    private final Reading reading;
    private final RejectionProbe healing;
    private final PayloadRetention payloads;
    private final OutgoingPayloads outgoing;
    private final CircuitBreaker breaker;
    private int wave = -1;
    private SendingPath path;

    public Sending(Reading reading, CircuitBreaker breaker) {
        this.reading = reading;
        this.healing = new RejectionProbe(reading);
        this.payloads = new PayloadRetention(
                run().settings().keepPayloads(), run().settings().payloadAge());
        this.outgoing = new OutgoingPayloads(reading, payloads);
        this.breaker = breaker;
    }

    public Run run() {
        return reading.run();
    }

    public Reading reading() {
        return reading;
    }

    public Calls calls() {
        return reading.calls();
    }

    public ChangeSet changes() {
        return reading.changes();
    }

    /** What passes now of what was rejected before. */
    public RejectionProbe healing() {
        return healing;
    }

    /** The payloads of what it rejects. */
    public PayloadRetention payloads() {
        return payloads;
    }

    /** What leaves of payloads. */
    public OutgoingPayloads outgoing() {
        return outgoing;
    }

    /** Stops the run when too much is rejected. */
    CircuitBreaker breaker() {
        return breaker;
    }

    /** What records of the org have now. */
    public CurrentRecords currentRecords() {
        return new CurrentRecords(
                new QueryPager(calls().org()), run().sync().mapping().object(), reading.mapper());
    }

    /** How the records of a wave go, one pass after the other. */
    public List<SendPass> passes() {
        return SendPass.of(run().sync().mapping());
    }

    /** What Salesforce is asked to do with a record. */
    public Operation operation(Change change) {
        return passes().stream()
                .filter(pass -> pass.which().includes(change))
                .findFirst()
                .orElseThrow()
                .operation();
    }

    /** Looks at records that have joined those to be sent, see {@link OutgoingPayloads#joined} and {@link OperationScope}. */
    public void joined() {
        outgoing.joined();
        new OperationScope(this).leaveOut();
    }

    /** The wave that is being sent; -1 before the first. */
    public int wave() {
        return wave;
    }

    public void wave(int next) {
        wave = next;
    }

    /** By which path records go; null while there is nothing to send. */
    public SendingPath path() {
        return path;
    }

    public void path(SendingPath chosen) {
        path = chosen;
    }
}
