package io.accountsync.run.send;

import io.accountsync.mapping.Operation;
import io.accountsync.run.Run;
import io.accountsync.state.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The batches of one wave, for a streaming split. Once {@code hasNext} said true it stays true until {@code next}, and it
 * never throws: else the split would end while calls are still out. So the batch after the current one is fetched ahead,
 * the stop flag is looked at only then, and an error is kept in the run, which reports it when it completes.
 */
public final class WaveBatches implements Iterator<Batch> {
    private final Sending sending;
    private final Run run;
    private int left;
    private final Deque<SendPass> passes;
    private Change last;
    private List<Change> ahead;
    private Operation operation;

    /** @param most records, of all that the wave has */
    public WaveBatches(Sending sending, int most) {
        this.sending = sending;
        this.run = sending.run();
        this.left = most;
        this.passes = new ArrayDeque<>(sending.passes());
        fetch();
    }

    @Override
    public synchronized boolean hasNext() {
        return !ahead.isEmpty();
    }

    @Override
    public synchronized Batch next() {
        if (ahead.isEmpty()) {
            throw new NoSuchElementException();
        }
        Batch batch = new Batch(sending, operation, ahead);
        fetch();
        return batch;
    }

    private void fetch() {
        ahead = List.of();
        if (run.isStopping() || left == 0) {
            return;
        }
        try {
            while (ahead.isEmpty() && !passes.isEmpty()) {
                ahead = page(passes.element());
                if (ahead.isEmpty()) {
                    passes.remove();
                    last = null;
                }
            }
            left -= ahead.size();
            if (!ahead.isEmpty()) {
                last = ahead.get(ahead.size() - 1);
            }
        } catch (RuntimeException e) {
            run.fail(e);
        }
    }

    private List<Change> page(SendPass pass) {
        operation = pass.operation();
        return sending.changes()
                .ids()
                .page(
                        pass.which(),
                        sending.wave(),
                        last,
                        Math.min(left, run.settings().batchSize()));
    }
}
