package io.accountsync.run;

import static io.accountsync.run.TestSync.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.stats.CallKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One life of a sync, by chance: rows change, change back, vanish and are doubled, the mapping is edited, the org refuses
 * and fails, the process is killed, or stands still while another one carries on. Whenever it is quiet, one run must bring
 * the org to where the source is, and a further one must call nothing. A kill is played by putting the state back to what it
 * was at that instant, after which the org takes no more calls.
 */
final class Model implements AutoCloseable {
    private static final String SYNC =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    cursorType: integer
                    CURSOR
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "NAME"
                    fields[BillingCity]: { value: "CITY", whenEmpty: clear }
                    fields[Parent]: { lookup: Customer_Id__c, value: "${body[parent]}", whenEmpty: clear }
            """;

    private final Random random;
    private final Path directory;
    private final ModelState state;
    private final LocalOrg org;
    private final boolean bulk;
    private final List<String> points;
    private final ModelSource source;
    private final ModelFaults faults;
    private final boolean hasCursor;
    private final boolean keepsPayloads;
    private final String engineRoutes;
    private final Map<String, Integer> tally = new TreeMap<>();
    private int mapping;
    private TestClock clock;
    private TestSync sync;

    /** @param bulk whether records go by Bulk API 2.0 */
    Model(long seed, Path directory, ModelState state, boolean bulk) throws IOException {
        this.bulk = bulk;
        this.points = ModelRoutes.points(bulk);
        this.org = LocalOrg.start(LocalOrgOptions.builder()
                .bulkTiming(Duration.ofMillis(3), Duration.ZERO)
                .build());
        // Neighbouring seeds would begin alike.
        this.random = new Random(new SplittableRandom(seed).nextLong());
        this.directory = directory;
        this.state = state;
        this.hasCursor = random.nextInt(4) > 0;
        this.source = new ModelSource(random, hasCursor);
        this.faults = new ModelFaults(random, org, bulk, this::count);
        this.keepsPayloads = random.nextInt(3) > 0;
        count((hasCursor ? "life with cursor" : "life without cursor") + (keepsPayloads ? "" : ", no payloads"));
        this.engineRoutes = ModelRoutes.write(directory.resolve("engine"));
        this.sync = start();
        assertThat(sync.run().message()).isNull();
    }

    /** Plays a number of edits, with runs among them. */
    void play(int steps) {
        for (int step = 0; step < steps; step++) {
            source.step();
            int chance = random.nextInt(100);
            if (chance < 2) {
                mapping = random.nextInt(3);
                restart();
                count("mapping edited");
            } else if (chance < 12) {
                faults.add();
                run();
                afterwards();
                if (random.nextBoolean()) {
                    faults.clear();
                }
            } else if (chance < 16) {
                crash();
                afterwards();
            } else if (chance < 20) {
                quiet();
            } else if (chance < 26) {
                faults.holdBack();
                run();
                afterwards();
            } else if (chance < 28) {
                faults.release();
                run();
            } else if (chance < 33) {
                standStill();
                afterwards();
            }
        }
        quiet();
    }

    /** What hurts most: rows that go back to what they were before something went wrong with them. */
    private void afterwards() {
        if (random.nextInt(3) == 0) {
            source.undo();
        }
    }

    /** How often what happened. */
    Map<String, Integer> tally() {
        return tally;
    }

    /** Ends the process at one of the points, perhaps in the middle of other trouble. */
    private void crash() {
        if (random.nextInt(3) == 0) {
            faults.add();
        }
        String where = points.get(random.nextInt(points.size()));
        AtomicInteger countdown = new AtomicInteger(random.nextInt(4));
        AtomicBoolean killed = new AtomicBoolean();
        sync.whenPassing(point -> {
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
        sync.run();
        sync.whenPassing(point -> {});
        faults.clear();
        if (killed.get()) {
            count("crash " + where);
            sync.close();
            state.putBack();
            sync = start();
        }
    }

    /** Holds the process up at one of the points until another one has carried on, perhaps in the middle of other trouble. */
    private void standStill() {
        if (random.nextInt(3) == 0) {
            faults.add();
        }
        String where = points.get(random.nextInt(points.size()));
        Standstill standstill = new Standstill(where, random.nextInt(4));
        boolean noticed = random.nextBoolean();
        sync.whenPassing(standstill);
        CompletableFuture<RunReport> held = CompletableFuture.supplyAsync(sync::run);
        if (standstill.comesIn(held)) {
            if (random.nextBoolean()) {
                source.undo();
            }
            source.step();
            carryOn(standstill, held, noticed);
            count("standstill " + where);
        } else {
            ModelOracle.assertAccounted(held.join());
        }
        sync.whenPassing(point -> {});
    }

    /** What the other one does meanwhile, and what the first one does then. */
    private void carryOn(Standstill standstill, CompletableFuture<RunReport> held, boolean noticed) {
        boolean expires = !standstill.isInTransaction() || state.endTransactions();
        if (expires) {
            standstill.awaitCommits();
            state.expire();
        }
        TestSync first = sync;
        TestClock itsClock = clock;
        sync = start();
        try {
            RunReport second = sync.run();
            ModelOracle.assertAccounted(second);
            boolean taken = !String.valueOf(second.message()).contains("is already running");
            assertThat(taken).as(second.toJson()).isEqualTo(expires);
            count("run next to one that stands still " + second.status());
            Map<String, List<String>> contents = state.contents();
            Map<String, String> fingerprints = state.fingerprints();

            // Else it finds out with its next write: its call is one that was under way.
            itsClock.ahead(noticed ? Duration.ofMinutes(2) : Duration.ZERO);
            standstill.end();
            RunReport late = held.join();
            ModelOracle.assertAccounted(late);
            if (taken) {
                assertThat(late.status()).as(late.toJson()).isEqualTo(RunStatus.STOPPED);
                ModelOracle.assertTookOnlyAway(contents, fingerprints, state, late);
            }
            count("run that stood still " + late.status());

        } finally {
            standstill.end();
            itsClock.ahead(Duration.ZERO);
            held.exceptionally(e -> null).join();
            first.close();
        }
    }

    private void run() {
        RunReport report = sync.run();
        ModelOracle.assertAccounted(report);
        count("run " + report.status());
    }

    /** Nothing goes wrong any more, and a person has asked for what was refused to be sent again. */
    private void quiet() {
        faults.release();
        faults.clear();
        state.sql().update("update rejected_record set due = 1, error_class = 'retry' where error_class = 'reject'");
        RunReport report = sync.run();
        assertThat(report.message()).isNull();
        assertThat(report.status()).as(report.toJson()).isIn(RunStatus.SUCCEEDED, RunStatus.PARTIAL);
        ModelOracle.assertAccounted(report);
        ModelOracle.assertOrgIsWhereTheSourceIs(org, source, mapping, report);
        count("quiet run");

        long waiting = number("select count(*) from rejected_record where error_class in ('retry', 'later')");
        org.stats().reset();
        RunReport again = sync.run();
        assertThat(again.status()).as(again.toJson()).isEqualTo(waiting == 0 ? RunStatus.SUCCEEDED : RunStatus.PARTIAL);
        ModelOracle.assertAccounted(again);
        if (waiting == 0) {
            assertThat(org.stats().calls(CallKind.COLLECTIONS) + org.stats().calls(CallKind.BULK))
                    .as(again.toJson())
                    .isZero();
        }
        assertThat(again.count(Count.CREATED) + again.count(Count.UPDATED)).isZero();
        assertThat(number("select count(*) from sent_batch")).isZero();
        assertThat(number("select count(*) from bulk_job where ended_at is null"))
                .isZero();
    }

    private long number(String query) {
        return state.sql().queryForObject(query, Long.class);
    }

    private void restart() {
        sync.close();
        sync = start();
    }

    private TestSync start() {
        String yaml = SYNC.replace("NAME", mapping == 1 ? "${body[name]} Inc." : "${body[name]}")
                .replace("CITY", mapping == 2 ? "Berlin" : "${body[city]}")
                .replace("CURSOR", hasCursor ? "cursor: changed" : "# no cursor");
        List<String> settings = new ArrayList<>(List.of(
                "sync.engine-routes",
                engineRoutes,
                "sync.keep-rejected-payloads",
                String.valueOf(keepsPayloads),
                "sync.overlap-steps",
                String.valueOf(ModelSource.OVERLAP),
                "sync.path",
                bulk ? (random.nextBoolean() ? "auto" : "bulk") : "collections",
                "sync.bulk.threshold",
                "3",
                "sync.bulk.job-size",
                "1000",
                "sync.bulk.jobs",
                String.valueOf(bulk ? 1 + random.nextInt(3) : 1),
                "sync.bulk.poll-interval",
                "1",
                "sync.retries",
                "1",
                "sync.batch-size",
                String.valueOf(1 + random.nextInt(9)),
                "sync.in-flight",
                String.valueOf(1 + random.nextInt(3))));
        settings.addAll(state.settings());
        clock = TestClock.going();
        TestSync started =
                TestSync.startFile(org, directory, clock, yaml + ROWS, settings).watchTransactions();
        return started.rows(() -> new ArrayList<>(
                hasCursor
                        ? source.since(
                                (Long) started.asked().get(started.asked().size() - 1))
                        : source.all()));
    }

    private void count(String what) {
        tally.merge(what, 1, Integer::sum);
    }

    @Override
    public void close() {
        sync.close();
        org.close();
    }
}
