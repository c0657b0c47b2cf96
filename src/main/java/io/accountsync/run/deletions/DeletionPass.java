package io.accountsync.run.deletions;

import io.accountsync.run.Run;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * Records that are deleted by collections, batch by batch. Routes carry it in the variable {@code deleting}. Safe for the threads
 * that send.
 */
public final class DeletionPass {
    private final DeletionTarget target;
    private final DeletionWriter writer;
    private final Supplier<List<Candidate>> pages;

    /** @param pages the next page of at most 200 records; an empty one after the last */
    DeletionPass(DeletionTarget target, DeletionWriter writer, Supplier<List<Candidate>> pages) {
        this.target = target;
        this.writer = writer;
        this.pages = pages;
    }

    DeletionTarget target() {
        return target;
    }

    DeletionWriter writer() {
        return writer;
    }

    /** The batches, until there are no more or the run stops; an error is kept in the run. */
    public Iterator<DeletionBatch> batches() {
        return new Batches();
    }

    /** Reads ahead, never throws, and looks at the stop flag only then: else the split would end with calls under way. */
    private final class Batches implements Iterator<DeletionBatch> {
        private List<Candidate> ahead = List.of();

        Batches() {
            fetch();
        }

        private void fetch() {
            Run run = target.run();
            ahead = List.of();
            if (run.isStopping()) {
                return;
            }
            try {
                ahead = pages.get();
            } catch (RuntimeException e) {
                run.fail(e);
            }
        }

        @Override
        public synchronized boolean hasNext() {
            return !ahead.isEmpty();
        }

        @Override
        public synchronized DeletionBatch next() {
            if (ahead.isEmpty()) {
                throw new NoSuchElementException();
            }
            DeletionBatch batch = new DeletionBatch(DeletionPass.this, ahead);
            fetch();
            return batch;
        }
    }
}
