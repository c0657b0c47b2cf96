package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.TestClock;
import io.accountsync.run.sync.RunMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Processes of a {@link Model} that die, or stand still while another one carries on, at one of the {@link ModelRoutes points}. A
 * kill is played by putting the state back to what it was at that instant, after which the org takes no more calls.
 */
final class ModelInterruptions {
    private final Random random;
    private final ModelProcess process;
    private final ModelState state;
    private final ModelSource source;
    private final ModelFaults faults;
    private final List<String> points;
    private final boolean deletes;
    private final boolean hasCircles;
    private final Consumer<String> count;

    /**
     * None so far.
     *
     * @param points where they can happen
     * @param deletes whether records are deleted at all
     * @param hasCircles whether records may point to each other
     * @param count told what is done
     */
    ModelInterruptions(
            Random random,
            ModelProcess process,
            ModelState state,
            ModelSource source,
            ModelFaults faults,
            List<String> points,
            boolean deletes,
            boolean hasCircles,
            Consumer<String> count) {
        this.random = random;
        this.process = process;
        this.state = state;
        this.source = source;
        this.faults = faults;
        this.points = points;
        this.deletes = deletes;
        this.hasCircles = hasCircles;
        this.count = count;
    }

    /** Often where records are deleted, or between the two steps of records that point to each other. */
    private String somewhere() {
        if (deletes && random.nextInt(3) == 0) {
            source.takeSome();
            return ModelRoutes.DELETION_POINTS.get(random.nextInt(ModelRoutes.DELETION_POINTS.size()));
        }
        if (hasCircles && random.nextInt(3) == 0) {
            source.addCircle();
            return ModelRoutes.SENDING_POINTS.get(random.nextInt(ModelRoutes.SENDING_POINTS.size()));
        }
        return points.get(random.nextInt(points.size()));
    }

    /** How often it comes by a point before. */
    private int passes(String where) {
        return random.nextInt(ModelRoutes.DELETION_POINTS.contains(where) ? 2 : 4);
    }

    /** Ends the process at one of the points, perhaps in the middle of other trouble. */
    void crash(RunMode mode) {
        if (random.nextInt(3) == 0) {
            faults.add();
        }
        String where = somewhere();
        AtomicInteger countdown = new AtomicInteger(passes(where));
        AtomicBoolean killed = new AtomicBoolean();
        process.sync().whenPassing(point -> {
            if (killed.get() || point.equals(where) && countdown.getAndDecrement() == 0) {
                synchronized (killed) {
                    if (!killed.get()) {
                        faults.cutOff();
                        state.keep();
                        killed.set(true);
                    }
                }
                throw new IllegalStateException("killed");
            }
        });
        process.sync().run(mode);
        process.sync().whenPassing(point -> {});
        faults.clear();
        if (killed.get()) {
            count.accept("crash " + where);
            process.close();
            state.putBack();
            process.start();
        }
    }

    /** Holds the process up at one of the points until another one has carried on, perhaps in the middle of other trouble. */
    void standStill(RunMode mode) {
        if (random.nextInt(3) == 0) {
            faults.add();
        }
        String where = somewhere();
        Standstill standstill = new Standstill(where, passes(where));
        boolean noticed = random.nextBoolean();
        TestSync sync = process.sync();
        sync.whenPassing(standstill);
        CompletableFuture<RunReport> held = CompletableFuture.supplyAsync(() -> sync.run(mode));
        if (standstill.comesIn(held)) {
            if (random.nextBoolean()) {
                source.undo();
            }
            source.step();
            carryOn(standstill, held, noticed);
            count.accept("standstill " + where);
        } else {
            ModelOracle.assertAccounted(held.join());
        }
        process.sync().whenPassing(point -> {});
    }

    /** What the other one does meanwhile, and what the first one does then. */
    private void carryOn(Standstill standstill, CompletableFuture<RunReport> held, boolean noticed) {
        boolean expires = !standstill.isInTransaction() || state.endTransactions();
        if (expires) {
            standstill.awaitCommits();
            state.expire();
        }
        TestSync first = process.sync();
        TestClock itsClock = process.clock();
        process.start();
        try {
            RunReport second = process.sync().run(process.mode());
            ModelOracle.assertAccounted(second);
            boolean taken = !String.valueOf(second.message()).contains("is already running");
            assertThat(taken).as(second.toJson()).isEqualTo(expires);
            count.accept("run next to one that stands still " + second.status());
            Map<String, List<String>> contents = state.contents();
            Map<String, String> fingerprints = state.fingerprints();

            // Else it finds out with its next write: its call is one that was under way.
            itsClock.ahead(noticed ? Duration.ofMinutes(2) : Duration.ZERO);
            standstill.end();
            RunReport late = held.join();
            ModelLog.say("other", second, "late", late);
            ModelOracle.assertAccounted(late);
            if (taken) {
                assertThat(late.status()).as(late.toJson()).isEqualTo(RunStatus.STOPPED);
                ModelOracle.assertTookOnlyAway(contents, fingerprints, state, late);
            }
            count.accept("run that stood still " + late.status());

        } finally {
            standstill.end();
            itsClock.ahead(Duration.ZERO);
            held.exceptionally(e -> null).join();
            first.close();
        }
    }
}
