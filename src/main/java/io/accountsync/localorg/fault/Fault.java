package io.accountsync.localorg.fault;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A fault that was put into an org, until it is removed. */
public final class Fault {

    private final long id;
    private final FaultMatch match;
    private final FaultAction action;
    private final Faults owner;
    private final Set<CompletableFuture<Void>> held = new HashSet<>();
    private final List<Runnable> undoing = new ArrayList<>();
    private boolean released;
    private boolean removed;
    private int matched;
    private int hits;
    private int carriedOut;
    private int turnedAway;

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

    /** How many calls wait in it now, because it makes them hang or delays them. */
    public synchronized int waiting() {
        return held.size();
    }

    /** How many calls that it has struck were processed and saved, late as it may have been. */
    public synchronized int carriedOut() {
        return carriedOut;
    }

    /** Notes that a call was. */
    public synchronized void wasCarriedOut() {
        carriedOut++;
    }

    /** How many calls that it has struck were not processed, since another fault struck them, too. */
    public synchronized int turnedAway() {
        return turnedAway;
    }

    /** Notes that a call was not. */
    public synchronized void wasTurnedAway() {
        turnedAway++;
    }

    /** Lets the calls that wait in it go on, and those to come. */
    public void release() {
        List<CompletableFuture<Void>> free;
        synchronized (this) {
            released = true;
            free = List.copyOf(held);
            held.clear();
        }
        free.forEach(call -> call.complete(null));
    }

    /**
     * Takes the fault back: it strikes nothing from now on, calls that wait in it go on, and what it did to the org for longer
     * than one call is undone. What calls were answered meanwhile stays.
     */
    public void remove() {
        owner.remove(this);
        List<Runnable> undo;
        synchronized (this) {
            removed = true;
            undo = List.copyOf(undoing);
            undoing.clear();
        }
        undo.forEach(Runnable::run);
        release();
    }

    /** Has that done when the fault is removed, at once when it is removed already. */
    public void whenRemoved(Runnable undo) {
        synchronized (this) {
            if (!removed) {
                undoing.add(undo);
                return;
            }
        }
        undo.run();
    }

    /**
     * Holds one call: completes when it may go on, because the fault was released or {@link #letGo} was said. Until then the
     * call counts as {@link #waiting}.
     */
    public synchronized CompletableFuture<Void> hold() {
        CompletableFuture<Void> call = new CompletableFuture<>();
        if (released) {
            call.complete(null);
        } else {
            held.add(call);
        }
        return call;
    }

    /** Lets one call go on that {@link #hold} holds. */
    public void letGo(CompletableFuture<Void> call) {
        synchronized (this) {
            held.remove(call);
        }
        call.complete(null);
    }

    /** Counts a match and answers whether this one is struck. */
    synchronized boolean strikes() {
        matched++;
        boolean strikes = matched >= match.nth() && matched - match.nth() < match.times();
        hits += strikes ? 1 : 0;
        return strikes;
    }
}
