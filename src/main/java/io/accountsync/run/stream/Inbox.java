package io.accountsync.run.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What waits to be sent of one stream: a batch is cut when enough rows wait, or when the first of them has waited long enough. While a
 * batch is on its way rows collect, and the next batch takes them. Safe for several threads.
 */
final class Inbox {
    /** A batch takes no more exchanges when it has so many rows; those of one exchange stay together, however many they are. */
    static final int MOST = 5000;

    private static final long LOOK_UP_MILLIS = 200;

    private final Deque<Handover> waiting = new ArrayDeque<>();
    private long rows;
    private String closed;

    /**
     * Adds the rows of an exchange.
     *
     * @throws StreamException when nobody takes rows any more
     */
    synchronized void add(Handover handover) {
        if (closed != null) {
            throw new StreamException(closed);
        }
        waiting.add(handover);
        rows += handover.rows().size();
        notifyAll();
    }

    /**
     * Waits for the next batch.
     *
     * @param enough rows that do not wait for others
     * @param longest how long the first row waits for others; asked for again and again
     * @param over whether to wait no longer; looked at while waiting
     * @return the exchanges whose rows make it; empty when it is over
     */
    synchronized List<Handover> next(int enough, Supplier<Duration> longest, BooleanSupplier over) {
        try {
            while (!over.getAsBoolean()) {
                long left = waiting.isEmpty() ? Long.MAX_VALUE : left(longest.get());
                if (!waiting.isEmpty() && (rows >= enough || left <= 0)) {
                    return cut();
                }
                TimeUnit.MILLISECONDS.timedWait(this, Math.min(LOOK_UP_MILLIS, Math.max(1, left / 1_000_000)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    /** These come first, in their order: they had their turn, and it was in vain. */
    synchronized void putBack(List<Handover> handovers) {
        for (int i = handovers.size() - 1; i >= 0; i--) {
            if (closed != null) {
                handovers.get(i).failed(closed);
            } else {
                waiting.addFirst(handovers.get(i));
                rows += handovers.get(i).rows().size();
            }
        }
        notifyAll();
    }

    /** How many exchanges wait. */
    synchronized int size() {
        return waiting.size();
    }

    /** Those that wait do so in vain. */
    synchronized void fail(String reason) {
        waiting.forEach(handover -> handover.failed(reason));
        waiting.clear();
        rows = 0;
    }

    /** The same, and from now on nobody's rows are taken. */
    synchronized void close(String reason) {
        closed = reason;
        fail(reason);
    }

    /** The routes that the rows came from which wait. */
    synchronized List<String> routes() {
        return waiting.stream().map(Handover::route).distinct().toList();
    }

    private long left(Duration longest) {
        return longest.toNanos() - (System.nanoTime() - waiting.element().at());
    }

    private List<Handover> cut() {
        List<Handover> batch = new ArrayList<>();
        long taken = 0;
        while (!waiting.isEmpty()
                && (batch.isEmpty() || taken + waiting.element().rows().size() <= MOST)) {
            Handover next = waiting.remove();
            taken += next.rows().size();
            batch.add(next);
        }
        rows -= taken;
        return batch;
    }
}
