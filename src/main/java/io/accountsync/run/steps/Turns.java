package io.accountsync.run.steps;

import io.accountsync.run.RunStoppedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Lets a sync wait for those that it follows, where they are about to run, too, and bounds how many run at once. Each that has
 * no turn yet is let in in the order in which it came. Safe for several threads.
 */
public final class Turns {
    private static final long LOOK_UP_MILLIS = 200;

    /** What is announced, waits or runs, in that order; those that run have true. */
    private final Map<String, Boolean> syncs = new LinkedHashMap<>();

    /** Those that wait, with what they follow. */
    private final Map<String, List<String>> waiting = new LinkedHashMap<>();

    /** The turn of one sync, until it is closed. */
    public final class Turn implements AutoCloseable {
        private String sync;

        private Turn(String sync) {
            this.sync = sync;
        }

        /** Lets those in that wait for it. More than once is as good as once. */
        @Override
        public void close() {
            synchronized (Turns.this) {
                syncs.remove(sync, true);
                sync = null;
                Turns.this.notifyAll();
            }
        }
    }

    /** Says that these are about to run, so that those that follow them wait even when they come first. */
    public synchronized void announce(Collection<String> names) {
        names.forEach(name -> syncs.putIfAbsent(name, false));
    }

    /** They do not run after all. */
    public synchronized void withdraw(Collection<String> names) {
        names.forEach(name -> syncs.remove(name, false));
        notifyAll();
    }

    /**
     * Waits until none of the followed is about to run, and fewer than the most are running.
     *
     * @param due whether a sync that was not announced is about to run nevertheless
     * @param ending looked at while waiting
     * @throws RunStoppedException when it becomes true
     */
    synchronized Turn take(
            String sync, List<String> followed, int most, Predicate<String> due, BooleanSupplier ending) {
        if (syncs.getOrDefault(sync, false)) {
            // A second run of one sync; the lease refuses it.
            return new Turn(null);
        }
        syncs.put(sync, false);
        waiting.put(sync, followed);
        try {
            while (!mayGo(sync, most, due)) {
                if (ending.getAsBoolean()) {
                    syncs.remove(sync);
                    throw new RunStoppedException("The process ends; " + sync + " did not begin");
                }
                TimeUnit.MILLISECONDS.timedWait(this, LOOK_UP_MILLIS);
            }
            syncs.put(sync, true);
            return new Turn(sync);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            syncs.remove(sync);
            throw new RunStoppedException("Interrupted; " + sync + " did not begin");
        } finally {
            waiting.remove(sync);
            notifyAll();
        }
    }

    private boolean mayGo(String sync, int most, Predicate<String> due) {
        long running = syncs.values().stream().filter(Boolean::booleanValue).count();
        return isFree(sync, due)
                && running < most
                && new ArrayList<>(waiting.keySet())
                        .stream()
                                .takeWhile(earlier -> !earlier.equals(sync))
                                .noneMatch(earlier -> isFree(earlier, due));
    }

    private boolean isFree(String sync, Predicate<String> due) {
        return waiting.get(sync).stream().noneMatch(name -> syncs.containsKey(name) || due.test(name));
    }
}
