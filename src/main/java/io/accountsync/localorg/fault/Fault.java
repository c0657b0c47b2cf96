package io.accountsync.localorg.fault;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A fault that was put into an org, until it is removed. */
public final class Fault {

    private final long id;
    private final FaultMatch match;
    private final FaultAction action;
    private final Faults owner;
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private int matched;
    private int hits;
    private int waiting;

    Fault(long id, FaultMatch match, FaultAction action, Faults owner) {
        this.id = id;
        this.match = match;
        this.action = action;
        this.owner = owner;
    }

    /** Names the fault over HTTP. */
    public long id() {
        return id;
    }

    /** Which calls or records it strikes. */
    public FaultMatch match() {
        return match;
    }

    /** What it does to them. */
    public FaultAction action() {
        return action;
    }

    /** How many calls or records it has struck. */
    public synchronized int hits() {
        return hits;
    }

    /** How many calls hang in it now. */
    public synchronized int waiting() {
        return waiting;
    }

    /** Lets the calls that hang in it go on, and those to come. */
    public void release() {
        released.complete(null);
    }

    /** Strikes nothing from now on; calls that hang in it go on. */
    public void remove() {
        owner.remove(this);
        release();
    }

    /** Completes when hanging calls may go on; counts the call as waiting until then. */
    public CompletionStage<Void> hang() {
        synchronized (this) {
            waiting++;
        }
        return released.whenComplete((nothing, failure) -> {
            synchronized (this) {
                waiting--;
            }
        });
    }

    /** Counts a match and answers whether this one is struck. */
    synchronized boolean strikes() {
        matched++;
        boolean strikes = matched >= match.nth() && matched - match.nth() < match.times();
        hits += strikes ? 1 : 0;
        return strikes;
    }
}
