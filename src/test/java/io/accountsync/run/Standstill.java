package io.accountsync.run;

import static org.awaitility.Awaitility.await;

import io.accountsync.state.Transactions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A process that stands still from when it comes by a place: the thread that is there, and every other one at its next step.
 * What is in the middle of a transaction comes to its end, unless the place is {@link Transactions#COMMIT}.
 */
final class Standstill implements Consumer<String> {
    private final String where;
    private final AtomicInteger passes;
    private final CompletableFuture<Void> standing = new CompletableFuture<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Set<Thread> writing = ConcurrentHashMap.newKeySet();
    private volatile boolean underWay;

    /** @param passes how often it comes by there before it stands still */
    Standstill(String where, int passes) {
        this.where = where;
        this.passes = new AtomicInteger(passes);
    }

    @Override
    public void accept(String point) {
        switch (point) {
            case ModelRoutes.COMPARED -> underWay = true;
            case Transactions.BEGIN -> {
                standIfOthersDo();
                writing.add(Thread.currentThread());
            }
            case Transactions.END -> writing.remove(Thread.currentThread());
            case Transactions.COMMIT -> {
                // What was begun is committed.
            }
            default -> standIfOthersDo();
        }
        // Whoever has no lease yet keeps nobody waiting.
        if (underWay && point.equals(where) && passes.getAndDecrement() == 0) {
            standing.complete(null);
            stand();
        }
    }

    /** Waits until it stands still there. @return false when the run came to its end without */
    boolean comesIn(CompletableFuture<?> run) {
        CompletableFuture.anyOf(standing, run.exceptionally(e -> null)).join();
        return standing.isDone();
    }

    /** Waits until nobody is in the middle of a transaction. */
    void awaitCommits() {
        await().atMost(Duration.ofMinutes(2)).until(() -> isInTransaction() ? writing.size() == 1 : writing.isEmpty());
    }

    /** Whether it stands in the middle of a transaction. */
    boolean isInTransaction() {
        return where.equals(Transactions.COMMIT);
    }

    /** Lets it go on. */
    void end() {
        goOn.countDown();
    }

    private void standIfOthersDo() {
        if (standing.isDone()) {
            stand();
        }
    }

    private void stand() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
