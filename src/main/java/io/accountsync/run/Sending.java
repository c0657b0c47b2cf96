package io.accountsync.run;

import io.accountsync.state.ChangeSet;

/**
 * What sending the changes of one run needs: how they go, and what watches over it. Routes carry it in the variable {@code
 * sending}. Safe for the threads that send batches.
 */
public final class Sending {
    private final Reading reading;
    private final Healing healing;
    private final ParkedPayloads payloads;
    private final OutgoingPayloads outgoing;
    private final CircuitBreaker breaker;
    private int wave = -1;
    private SendingPath path;

    Sending(Reading reading, CircuitBreaker breaker) {
        this.reading = reading;
        this.healing = new Healing(reading);
        this.payloads = new ParkedPayloads(
                run().settings().keepPayloads(), run().settings().payloadAge());
        this.outgoing = new OutgoingPayloads(reading, payloads);
        this.breaker = breaker;
    }

    Run run() {
        return reading.run();
    }

    Reading reading() {
        return reading;
    }

    Calls calls() {
        return reading.calls();
    }

    ChangeSet changes() {
        return reading.changes();
    }

    /** What passes by now of what was refused before. */
    Healing healing() {
        return healing;
    }

    /** The payloads of what it parks. */
    ParkedPayloads payloads() {
        return payloads;
    }

    /** What leaves of payloads. */
    OutgoingPayloads outgoing() {
        return outgoing;
    }

    /** Stops the run when too much is refused. */
    CircuitBreaker breaker() {
        return breaker;
    }

    /** What records of the org have now. */
    CurrentRecords currentRecords() {
        return new CurrentRecords(
                new OrgPages(calls().org()), run().sync().mapping().object(), reading.mapper());
    }

    /** The wave that is being sent; -1 before the first. */
    int wave() {
        return wave;
    }

    void wave(int next) {
        wave = next;
    }

    /** By which path records go; null while there is nothing to send. */
    SendingPath path() {
        return path;
    }

    void path(SendingPath chosen) {
        path = chosen;
    }
}
