package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
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
    private final ModelProcess process;
    private final ModelRuns runs;
    private final ModelQuiet quiet;
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
        this.watch = new ModelWatch(org, file, source, person, state, this::count);
        count("life: " + file);
        this.process = new ModelProcess(random, org, directory, state, file, source, bulk);
        this.runs = new ModelRuns(random, process, state, file, watch, this::count);
        this.quiet = new ModelQuiet(
                random, org, process, runs, state, file, source, faults, person, watch, hasPerson, this::count);
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
                runs.run();
                afterwards();
                if (random.nextBoolean()) {
                    faults.clear();
                }
            } else if (chance < 16) {
                interruptions.crash(runs.mode());
                watch.look("after a crash");
                afterwards();
            } else if (chance < 20) {
                quiet.come(random.nextInt(4) == 0);
                foretold();
            } else if (chance < 26) {
                faults.holdBack();
                takeSome();
                runs.run();
                afterwards();
            } else if (chance < 28) {
                faults.release();
                watch.look("after calls that came late");
                runs.run();
            } else if (chance < 33) {
                interruptions.standStill(runs.mode());
                watch.look("after a standstill");
                afterwards();
            }
        }
        quiet.come(true);
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

    /** After a quiet time a plan says what the next run does. */
    private void foretold() throws Exception {
        for (int i = random.nextInt(6); i > 0; i--) {
            source.step();
            if (hasPerson && random.nextInt(3) == 0) {
                act();
            }
        }
        takeSome();
        if (state.number("select count(*) from doubtful_record") > 0) {
            return;
        }
        RunMode mode = runs.mode();
        ModelForetold foretold = new ModelForetold(process.sync(), mode, watch.seen(), state);
        watch.lookAtNothingDone("a plan");
        RunReport report = process.sync().run(mode);
        assertThat(report.status() == RunStatus.STOPPED).as(report.toJson()).isEqualTo(foretold.isHeldBack());
        if (foretold.isHeldBack()) {
            watch.lookAtNothingDone(report.toJson());
            runs.approve();
            report = process.sync().run(mode);
        }
        watch.look(report.toJson());
        foretold.assertHappened(watch.seen(), source, report);
        count("plan that came true");
    }

    private void count(String what) {
        ModelLog.say(what);
        tally.merge(what, 1, Integer::sum);
    }

    @Override
    public void close() {
        process.close();
        org.close();
    }
}
