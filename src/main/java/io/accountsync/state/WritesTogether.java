package io.accountsync.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets the writes of several threads go in one transaction: what comes while one goes on waits for it, and goes together in
 * the next one, so that the disk is waited for once and not once for each. Who returns from {@link #write} has its work on the
 * disk, as if it had been alone. Where the work of one fails, nothing of the others stays either, and each is done again, alone: so
 * a work must do nothing but write, and hold no lock that it needs, since another thread may do it.
 */
final class WritesTogether {
    private final Consumer<Runnable> transaction;
    private final List<Member> waiting = new ArrayList<>();
    private boolean busy;

    /** @param transaction does a work in a transaction of its own */
    WritesTogether(Consumer<Runnable> transaction) {
        this.transaction = transaction;
    }

    /** The work of one thread. */
    private static final class Member {
        private final Runnable work;
        private boolean taken;
        private boolean written;
        private RuntimeException failure;

        private Member(Runnable work) {
            this.work = work;
        }
    }

    /** Does the work in a transaction, which may be one with the work of others; what it throws, and what the disk refuses, comes out. */
    void write(Runnable work) {
        Member own = new Member(work);
        List<Member> group = awaitTurn(own);
        if (!group.isEmpty()) {
            try {
                writeAll(group);
            } finally {
                over();
            }
        }
        if (own.failure != null) {
            throw own.failure;
        }
        if (!own.written) {
            transaction.accept(work);
        }
    }

    /** Waits until the work was done with that of others, or no transaction goes on: then it returns all that waits. */
    private synchronized List<Member> awaitTurn(Member own) {
        waiting.add(own);
        boolean interrupted = false;
        while (busy) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Whoever has our work in hands cannot give it back.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (own.taken) {
            return List.of();
        }
        busy = true;
        List<Member> group = List.copyOf(waiting);
        waiting.clear();
        group.forEach(member -> member.taken = true);
        return group;
    }

    private void writeAll(List<Member> group) {
        boolean[] done = new boolean[1];
        try {
            transaction.accept(() -> {
                done[0] = false;
                group.forEach(member -> member.work.run());
                done[0] = true;
            });
            group.forEach(member -> member.written = true);
        } catch (RuntimeException e) {
            // What failed as a whole, at its end, fails for all: nobody knows whether it is on the disk.
            if (group.size() == 1 || done[0]) {
                group.forEach(member -> member.failure = e);
            }
        }
    }

    private synchronized void over() {
        busy = false;
        notifyAll();
    }
}
