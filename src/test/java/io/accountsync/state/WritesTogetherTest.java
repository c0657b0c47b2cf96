package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What several threads write at the same time goes in one transaction, and each of them is told of its own work. */
class WritesTogetherTest {
    private final List<List<String>> committed = Collections.synchronizedList(new ArrayList<>());
    private final WritesTogether writes = new WritesTogether(this::transaction);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> current = new ArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile String failsAtTheEnd;

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Keeps what its work wrote, unless that throws. One at a time, as a database with one connection. */
    private synchronized void transaction(Runnable work) {
        current.clear();
        work.run();
        if (failsAtTheEnd != null) {
            throw new IllegalStateException(failsAtTheEnd);
        }
        committed.add(List.copyOf(current));
    }

    @Test
    void whatComesWhileATransactionGoesOnGoesTogetherInTheNextOne() throws Exception {
        Future<?> first = hold();
        Future<?> second = write("second");
        Future<?> third = write("third");
        held.countDown();
        first.get();
        second.get();
        third.get();

        assertThat(committed).hasSize(2);
        assertThat(committed.get(0)).containsExactly("first");
        assertThat(committed.get(1)).containsExactlyInAnyOrder("second", "third");
    }

    @Test
    void aWorkThatFailsTakesNoOtherWithItAndIsToldOfIt() throws Exception {
        Future<?> first = hold();
        Future<?> bad = submit(() -> {
            current.add("bad");
            throw new IllegalArgumentException("bad");
        });
        Future<?> good = write("good");
        held.countDown();
        first.get();
        good.get();

        assertThatThrownBy(bad::get).hasRootCauseMessage("bad");
        assertThat(committed).containsExactly(List.of("first"), List.of("good"));
    }

    @Test
    void aTransactionThatFailsAtItsEndIsNotRepeatedByAnybody() throws Exception {
        Future<?> first = hold();
        Future<?> second = write("second");
        Future<?> third = write("third");
        failsAtTheEnd = "the disk is full";
        held.countDown();

        for (Future<?> one : List.of(first, second, third)) {
            assertThatThrownBy(one::get).hasRootCauseMessage("the disk is full");
        }
        assertThat(committed).isEmpty();
    }

    @Test
    void whoIsInterruptedWhileOthersHaveItsWorkLearnsWhatBecameOfIt() throws Exception {
        Future<?> first = hold();
        List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
        Thread second = new Thread(() -> {
            writes.write(() -> current.add("second"));
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        second.start();
        await().until(() -> second.getState() == Thread.State.WAITING);
        second.interrupt();
        held.countDown();
        first.get();
        second.join();

        assertThat(committed).containsExactly(List.of("first"), List.of("second"));
        assertThat(interrupted).containsExactly(true);
    }

    /** A transaction that goes on until the latch is released. */
    private Future<?> hold() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<?> first = threads.submit(() -> writes.write(() -> {
            begun.countDown();
            awaitRelease();
            current.add("first");
        }));
        begun.await();
        return first;
    }

    private void awaitRelease() {
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Future<?> write(String what) {
        return submit(() -> current.add(what));
    }

    /** Returns when its thread waits for the transaction that goes on. */
    private Future<?> submit(Runnable work) {
        List<Thread> thread = Collections.synchronizedList(new ArrayList<>());
        Future<?> future = threads.submit(() -> {
            thread.add(Thread.currentThread());
            writes.write(work);
        });
        await().until(() -> !thread.isEmpty() && thread.get(0).getState() == Thread.State.WAITING);
        return future;
    }
}
