package io.accountsync.run.stream;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The rows of one exchange, whose thread waits for their outcome. */
final class Handover {
    private final List<Object> rows;
    private final String route;
    private final long at = System.nanoTime();
    private final CompletableFuture<Void> outcome = new CompletableFuture<>();

    /** @param route that the exchange came from; null where it came from no route */
    Handover(List<Object> rows, String route) {
        this.rows = List.copyOf(rows);
        this.route = route;
    }

    List<Object> rows() {
        return rows;
    }

    String route() {
        return route;
    }

    /** When it came, by {@link System#nanoTime}. */
    long at() {
        return at;
    }

    /** Each row has its outcome in the state. */
    void done() {
        outcome.complete(null);
    }

    /** They have none, or not all of them: they are to come again. */
    void failed(String reason) {
        outcome.completeExceptionally(new StreamException(reason));
    }

    /**
     * Waits for the outcome.
     *
     * @throws StreamException when the rows are to be handed over again
     */
    void await() {
        try {
            outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamException("Interrupted while rows were on their way. They are to be handed over again.");
        } catch (ExecutionException e) {
            // With the stack of whoever waits, not of the thread that sent.
            throw new StreamException(e.getCause().getMessage());
        }
    }
}
