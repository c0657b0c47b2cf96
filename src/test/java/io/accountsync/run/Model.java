package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One life of a sync, by chance: rows change, change back, vanish and are doubled, people delete, merge and undelete records, the
 * mapping is edited, the org refuses and fails, the process is killed, or stands still while another one carries on. Whenever
 * it is quiet, runs must bring the org to where the source is, a further one must call nothing, and what {@code plan} foretells
 * must be what happens.
 */
final class Model implements AutoCloseable {
    private final Random random;
    private final ModelState state;
    private final LocalOrg org;
    private final ModelSync file;
    private final ModelSource source;
    private final ModelFaults faults;
    private final ModelPerson person;
    private final ModelWatch watch;
    private final ModelOracle oracle;
    private final ModelProcess process;
    private final ModelInterruptions interruptions;
    private final boolean hasPerson;
    private final Map<String, Integer> tally = new TreeMap<>();

    /** @param bulk whether records go by Bulk API 2.0 */
    Model(long seed, Path directory, ModelState state, boolean bulk) throws IOException {
        this.org = LocalOrg.start(LocalOrgOptions.builder()
                .bulkTiming(Duration.ofMillis(3), Duration.ZERO)
                .withField("Account", FieldSpec.lookupTo("Account", ModelOrg.PARTNER, "Partner__r"))
                .build());
        // Neighbouring seeds would begin alike.
        this.random = new Random(new SplittableRandom(seed).nextLong());
        this.state = state;
        this.file = ModelSync.byChance(random);
        this.hasPerson = !file.creates() || random.nextInt(3) > 0;
        this.source = new ModelSource(random, file.hasCursor(), file.hasTombstones(), file.hasCircles());
        this.faults = new ModelFaults(random, org, bulk, this::count);
        this.person = new ModelPerson(random, org, file, state, this::count);
        this.watch = new ModelWatch(org, file, source, person, this::count);
        this.oracle = new ModelOracle(file, source, person, state);
        count("life: " + file);
        this.process = new ModelProcess(random, org, directory, state, file, source, bulk);
        this.interruptions = new ModelInterruptions(
                random,
                process,
                state,
                source,
                faults,
                ModelRoutes.points(bulk),
                file.deletes(),
                file.hasCircles(),
                this::count);
        assertThat(process.sync().run().message()).isNull();
    }

    /** Plays a number of edits, with runs among them. */
    void play(int steps) throws Exception {
        for (int step = 0; step < steps; step++) {
            source.step();
            if (hasPerson && random.nextInt(6) == 0) {
                act();
            }
            int chance = random.nextInt(100);
            if (chance < 2) {
                process.edit();
                count("mapping edited");
            } else if (chance < 12) {
                faults.add();
                run();
                afterwards();
                if (random.nextBoolean()) {
                    faults.clear();
                }
            } else if (chance < 16) {
                interruptions.crash(mode());
                watch.look("after a crash");
                afterwards();
            } else if (chance < 20) {
                quiet(random.nextInt(4) == 0);
                foretold();
            } else if (chance < 26) {
                faults.holdBack();
                takeSome();
                run();
                afterwards();
            } else if (chance < 28) {
                faults.release();
                watch.look("after calls that came late");
                run();
            } else if (chance < 33) {
                interruptions.standStill(mode());
                watch.look("after a standstill");
                afterwards();
            }
        }
        quiet(true);
        foretold();
    }

    /** What hurts most: rows that go back to what they were before something went wrong with them. */
    private void afterwards() {
        if (random.nextInt(3) == 0) {
            source.undo();
        }
    }

    /** So that something is to be deleted or flagged when something goes wrong. */
    private void takeSome() {
        if (random.nextBoolean()) {
            source.takeSome();
        }
    }

    private void act() {
        if (faults.isHolding()) {
            // What is on its way since before somebody had his hands in the record is nobody's fault.
            return;
        }
        person.act();
        watch.lookAway();
    }

    /** How often what happened. */
    Map<String, Integer> tally() {
        return tally;
    }

    /** What a person or a schedule asks for: mostly what is usual. */
    private RunMode mode() {
        return switch (random.nextInt(8)) {
            case 0 -> RunMode.FULL_REFRESH;
            case 1 -> RunMode.INCREMENTAL;
            case 2 -> RunMode.COMPARE_ALL;
            default -> process.mode();
        };
    }

    private void run() {
        ModelReading reading = ModelReading.byChance(random);
        long limit = random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0;
        RunMode mode = mode();
        process.reads(reading);
        RunReport report = process.sync().run(mode, limit);
        process.reads(ModelReading.WHOLE);
        ModelOracle.assertAccounted(report);
        count("run " + report.status());
        if (file.goesByAbsence() && (reading != ModelReading.WHOLE || limit > 0 || mode == RunMode.FULL_REFRESH)) {
            watch.lookAtNothingDeleted(reading + ", limit " + limit + ", " + mode + ": " + report.toJson());
        } else {
            watch.look(report.toJson());
        }
        if (report.status() == RunStatus.STOPPED && random.nextBoolean()) {
            approve();
        }
    }

    /** What a guard held back. @return whether there is something */
    private boolean approve() {
        boolean held = state.sql().update("update sync_plan set approved_at = 1 where approved_at is null") > 0;
        if (held) {
            watch.approve();
            count("approved");
        }
        return held;
    }

    /**
     * Nothing goes wrong any more, and a person has asked for what was refused to be sent again.
     *
     * @param refresh whether every row is sent, so that no trace is left of what people did
     */
    private void quiet(boolean refresh) throws Exception {
        faults.release();
        watch.look("after calls that came late");
        faults.clear();
        state.askAgain();
        boolean isSimple = !hasPerson && file.whenRowGone() == ModelSync.WhenRowGone.IGNORE;
        if (!isSimple || random.nextBoolean()) {
            pass();
        }
        if (refresh) {
            // The first one may carry on where an earlier one was broken off.
            if (number("select count(*) from full_refresh") > 0) {
                good(RunMode.FULL_REFRESH);
            }
            good(RunMode.FULL_REFRESH);
        }
        RunReport report = good(process.mode());
        if (!isSimple) {
            // What got no answer can be settled now, and a mapping that was edited is known.
            pass();
            report = good(process.mode());
        }
        if (refresh && file.upserts()) {
            person.madeGood();
        }
        oracle.assertOrgIsWhereTheSourceIs(watch.seen(), process.mapping(), report);
        source.forgetThePast();
        count("quiet run");

        long waiting = number("select count(*) from rejected_record where error_class in ('retry', 'later')");
        org.stats().reset();
        RunReport again = good(process.mode());
        assertThat(again.status()).as(again.toJson()).isEqualTo(waiting == 0 ? RunStatus.SUCCEEDED : RunStatus.PARTIAL);
        if (waiting == 0) {
            assertThat(org.stats().calls(CallKind.COLLECTIONS) + org.stats().calls(CallKind.BULK))
                    .as(again.toJson())
                    .isZero();
        }
        assertThat(again.count(Count.CREATED) + again.count(Count.UPDATED)).isZero();
        assertThat(number("select count(*) from sent_batch")).isZero();
        assertThat(number("select count(*) from bulk_job where ended_at is null"))
                .isZero();
        if (!isSimple) {
            assertThat(number("select count(*) from deletion where status in ('intended', 'unknown')"))
                    .as(again.toJson())
                    .isZero();
        }
    }

    /** A run in which nothing goes wrong; where it is held back, a person lets it pass. */
    private RunReport good(RunMode mode) {
        RunReport report = process.sync().run(mode);
        if (report.status() == RunStatus.STOPPED && approve()) {
            watch.lookAtNothingDone(report.toJson());
            report = process.sync().run(mode);
        }
        assertThat(report.message()).isNull();
        assertThat(report.status()).as(report.toJson()).isIn(RunStatus.SUCCEEDED, RunStatus.PARTIAL);
        ModelOracle.assertAccounted(report);
        watch.look(report.toJson());
        return report;
    }

    /** After a quiet time a plan says what the next run does. */
    private void foretold() throws Exception {
        for (int i = random.nextInt(6); i > 0; i--) {
            source.step();
            if (hasPerson && random.nextInt(3) == 0) {
                act();
            }
        }
        takeSome();
        if (number("select count(*) from doubtful_record") > 0) {
            return;
        }
        RunMode mode = mode();
        ModelForetold foretold = new ModelForetold(process.sync(), mode, watch.seen(), state);
        watch.lookAtNothingDone("a plan");
        RunReport report = process.sync().run(mode);
        assertThat(report.status() == RunStatus.STOPPED).as(report.toJson()).isEqualTo(foretold.isHeldBack());
        if (foretold.isHeldBack()) {
            watch.lookAtNothingDone(report.toJson());
            approve();
            report = process.sync().run(mode);
        }
        watch.look(report.toJson());
        foretold.assertHappened(watch.seen(), source, report);
        count("plan that came true");
    }

    /** Time passes: what is on its way has come, and a new day has begun. */
    private void pass() {
        state.letTimePass();
        watch.nextDay();
    }

    private long number(String query) {
        return state.sql().queryForObject(query, Long.class);
    }

    private void count(String what) {
        tally.merge(what, 1, Integer::sum);
    }

    @Override
    public void close() {
        process.close();
        org.close();
    }
}
