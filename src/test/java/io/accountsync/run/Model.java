package io.accountsync.run;

import static io.accountsync.run.TestSync.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * One life of a sync, by chance: rows change, change back, vanish and are doubled, the mapping is edited, the org refuses
 * and fails, the process is killed. Whenever it is quiet, one run must bring the org to where the source is, and a further
 * one must call nothing. A kill is played by putting the state back to what it was at that instant, after which the org
 * takes no more calls.
 */
final class Model implements AutoCloseable {
    private static final List<String> POINTS = List.of("noted", "answered", "recorded", "sent");
    private static final List<String> BULK_STEPS =
            List.of("create", "upload", "close", "abort", "poll", "successes", "failures");

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
    private final LocalOrg org;
    private final boolean bulk;
    private final ModelSource source;
    private final boolean hasCursor;
    private final boolean keepsPayloads;
    private final String engineRoutes;
    private final Map<String, Integer> tally = new TreeMap<>();
    private final List<Fault> held = new ArrayList<>();
    private int mapping;
    private TestSync sync;

    /** @param bulk whether records go by Bulk API 2.0 */
    Model(long seed, Path directory, boolean bulk) throws IOException {
        this.bulk = bulk;
        this.org = LocalOrg.start(LocalOrgOptions.builder()
                .bulkTiming(Duration.ofMillis(3), Duration.ZERO)
                .build());
        // Neighbouring seeds would begin alike.
        this.random = new Random(new SplittableRandom(seed).nextLong());
        this.directory = directory;
        this.hasCursor = random.nextInt(4) > 0;
        this.source = new ModelSource(random, hasCursor);
        this.keepsPayloads = random.nextInt(3) > 0;
        count((hasCursor ? "life with cursor" : "life without cursor") + (keepsPayloads ? "" : ", no payloads"));
        this.engineRoutes = engineRoutes();
        this.sync = start();
        assertThat(sync.run().message()).isNull();
    }

    /** Plays a number of edits, with runs among them. */
    void play(int steps) throws IOException {
        for (int step = 0; step < steps; step++) {
            source.step();
            int chance = random.nextInt(100);
            if (chance < 2) {
                mapping = random.nextInt(3);
                restart();
                count("mapping edited");
            } else if (chance < 12) {
                trouble();
                run();
                afterwards();
                if (random.nextBoolean()) {
                    clearFaults();
                }
            } else if (chance < 16) {
                crash();
                afterwards();
            } else if (chance < 20) {
                quiet();
            } else if (chance < 26) {
                holdBack();
                run();
                afterwards();
            } else if (chance < 28) {
                release();
                run();
            }
        }
        quiet();
    }

    /** A call of the next runs is held back on its way, and comes late. */
    private void holdBack() {
        FaultMatch match = bulk && random.nextBoolean()
                ? FaultMatch.on(CallKind.BULK).withMethod(random.nextBoolean() ? "PATCH" : "PUT")
                : FaultMatch.on(CallKind.COLLECTIONS);
        held.add(org.faults().add(match.from(1 + random.nextInt(2)).once(), FaultAction.holdBack(true)));
    }

    /** What was held back comes now. */
    private void release() {
        for (Fault fault : held) {
            fault.remove();
            await().until(() -> fault.carriedOut() == fault.hits());
            if (fault.hits() > 0) {
                count("call that came late");
            }
        }
        held.clear();
    }

    private void clearFaults() {
        org.faults().all().stream().filter(fault -> !held.contains(fault)).forEach(Fault::remove);
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

    private void trouble() {
        CallKind kind = bulk && random.nextInt(4) > 0 ? CallKind.BULK : CallKind.COLLECTIONS;
        FaultMatch once = FaultMatch.on(kind).from(1 + random.nextInt(3)).times(1 + random.nextInt(3));
        FaultMatch record = FaultMatch.on(kind).withKey("c" + random.nextInt(60));
        List<FaultAction> calls = List.of(
                FaultAction.loseAnswer(),
                FaultAction.loseAnswer(),
                FaultAction.dropConnection(),
                FaultAction.html(),
                FaultAction.garbage(),
                FaultAction.emptyBody(),
                kind == CallKind.BULK ? FaultAction.loseAnswer() : FaultAction.shortList(1),
                FaultAction.expireSessions(),
                FaultAction.exhaustDailyLimit(),
                FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"),
                FaultAction.respond(500, "UNKNOWN_EXCEPTION", "oops"),
                FaultAction.respond(400, "INVALID_FIELD", "No such column 'X' on sobject of type Account"),
                FaultAction.respond(400, "QUERY_TIMEOUT", "Your query request was running for too long."),
                FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        List<FaultAction> records = List.of(
                FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"),
                FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access"),
                FaultAction.rejectRecord("ENTITY_IS_LOCKED", "locked"),
                FaultAction.rejectRecord("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "Apex CPU time limit exceeded"),
                FaultAction.rejectRecord("STORAGE_LIMIT_EXCEEDED", "storage limit exceeded"));
        FaultAction action;
        if (bulk && random.nextInt(4) == 0) {
            String message = random.nextBoolean()
                    ? "InvalidBatch : Field name not found : X__c"
                    : "UNKNOWN_EXCEPTION : Something broke";
            org.faults().add(FaultMatch.on(CallKind.BULK), FaultAction.failJob(message, random.nextInt(2)));
            count("fault FailJob");
            return;
        }
        if (random.nextBoolean()) {
            action = calls.get(random.nextInt(calls.size()));
            org.faults().add(once, action);
        } else {
            action = records.get(random.nextInt(records.size()));
            org.faults().add(random.nextBoolean() ? record : once.times(5), action);
        }
        count("fault " + describe(action));
    }

    private static String describe(FaultAction action) {
        if (action instanceof FaultAction.Respond respond) {
            return respond.status() + " " + respond.errorCode();
        }
        return action instanceof FaultAction.RejectRecord reject
                ? "record " + reject.statusCode()
                : action.getClass().getSimpleName();
    }

    /** Ends the process at one of the points, perhaps in the middle of other trouble. */
    private void crash() throws IOException {
        if (random.nextInt(3) == 0) {
            trouble();
        }
        List<String> points = bulk ? bulkPoints() : POINTS;
        String where = points.get(random.nextInt(points.size()));
        AtomicInteger countdown = new AtomicInteger(random.nextInt(4));
        AtomicReference<Path> killed = new AtomicReference<>();
        sync.whenPassing(point -> {
            if (killed.get() != null || point.equals(where) && countdown.getAndDecrement() == 0) {
                synchronized (killed) {
                    if (killed.get() == null) {
                        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.dropConnection());
                        org.faults().add(FaultMatch.on(CallKind.BULK), FaultAction.dropConnection());
                        killed.set(snapshot());
                    }
                }
                throw new IllegalStateException("killed");
            }
        });
        sync.run();
        sync.whenPassing(point -> {});
        clearFaults();
        if (killed.get() == null) {
            return;
        }
        count("crash " + where);
        sync.close();
        for (String ending : List.of("-wal", "-shm")) {
            Files.deleteIfExists(directory.resolve("state.db" + ending));
        }
        Files.move(killed.get(), directory.resolve("state.db"), StandardCopyOption.REPLACE_EXISTING);
        sync = start();
    }

    /** The state as a process that is killed now leaves it. */
    private Path snapshot() {
        Path copy = directory.resolve("snapshot.db");
        sql(directory.resolve("state.db")).execute("vacuum into '" + copy + "'");
        // The dead process would be this one, which is alive.
        sql(copy).execute("delete from sync_lease");
        return copy;
    }

    private static JdbcTemplate sql(Path file) {
        return new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + file));
    }

    private void run() {
        RunReport report = sync.run();
        assertAccounted(report);
        count("run " + report.status());
    }

    /** Nothing goes wrong any more, and a person has asked for what was refused to be sent again. */
    private void quiet() {
        release();
        clearFaults();
        sql(directory.resolve("state.db"))
                .update("update rejected_record set due = 1, error_class = 'retry' where error_class = 'reject'");
        RunReport report = sync.run();
        assertThat(report.message()).isNull();
        assertThat(report.status()).as(report.toJson()).isIn(RunStatus.SUCCEEDED, RunStatus.PARTIAL);
        assertAccounted(report);
        assertOrgIsWhereTheSourceIs(report);
        count("quiet run");

        long waiting = waitForParents();
        org.stats().reset();
        RunReport again = sync.run();
        assertThat(again.status()).as(again.toJson()).isEqualTo(waiting == 0 ? RunStatus.SUCCEEDED : RunStatus.PARTIAL);
        assertAccounted(again);
        if (waiting == 0) {
            assertThat(org.stats().calls(CallKind.COLLECTIONS) + org.stats().calls(CallKind.BULK))
                    .as(again.toJson())
                    .isZero();
        }
        assertThat(again.count(Count.CREATED) + again.count(Count.UPDATED)).isZero();
        assertThat(sql(directory.resolve("state.db")).queryForObject("select count(*) from sent_batch", Long.class))
                .isZero();
        assertThat(sql(directory.resolve("state.db"))
                        .queryForObject("select count(*) from bulk_job where ended_at is null", Long.class))
                .isZero();
    }

    private long waitForParents() {
        return sql(directory.resolve("state.db"))
                .queryForObject(
                        "select count(*) from rejected_record where error_class in ('retry', 'later')", Long.class);
    }

    private void assertOrgIsWhereTheSourceIs(RunReport report) {
        Map<String, Map<String, Object>> accounts = new TreeMap<>();
        Map<Object, String> keys = new TreeMap<>();
        for (Map<String, Object> account : org.records("Account")) {
            String key = account.get("Customer_Id__c").toString().strip().toLowerCase(Locale.ROOT);
            assertThat(accounts.put(key, account))
                    .as("twice in the org: " + key)
                    .isNull();
            keys.put(account.get("Id"), key);
        }
        source.newest().forEach((key, row) -> {
            if (row.parent() != null && !accounts.containsKey(row.parent())) {
                return;
            }
            Map<String, Object> account = accounts.get(key);
            assertThat(account).as(key + " in " + report.toJson()).isNotNull();
            assertThat(account.get("Name")).as(key).isEqualTo(mapping == 1 ? row.name() + " Inc." : row.name());
            assertThat(account.get("BillingCity")).as(key).isEqualTo(mapping == 2 ? "Berlin" : row.city());
            assertThat(account.get("ParentId") == null ? null : keys.get(account.get("ParentId")))
                    .as(key)
                    .isEqualTo(row.parent());
        });
    }

    private static void assertAccounted(RunReport report) {
        long ends = 0;
        for (Count count : Count.values()) {
            ends += count.isOutcome() ? report.count(count) : 0;
        }
        assertThat(ends).as(report.toJson()).isEqualTo(report.count(Count.READ));
        assertThat(String.valueOf(report.message())).doesNotContain("fault of account-sync", "Exception");
    }

    private void restart() {
        sync.close();
        sync = start();
    }

    private TestSync start() {
        String yaml = SYNC.replace("NAME", mapping == 1 ? "${body[name]} Inc." : "${body[name]}")
                .replace("CITY", mapping == 2 ? "Berlin" : "${body[city]}")
                .replace("CURSOR", hasCursor ? "cursor: changed" : "# no cursor");
        TestSync started = TestSync.startFile(
                org,
                directory,
                yaml + ROWS,
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
                String.valueOf(1 + random.nextInt(3)));
        return started.rows(() -> new ArrayList<>(
                hasCursor
                        ? source.since(
                                (Long) started.asked().get(started.asked().size() - 1))
                        : source.all()));
    }

    /** The engine routes with a step at each point where the process can be killed. */
    private String engineRoutes() throws IOException {
        String send = Files.readString(Path.of("routes/engine/sync-send.camel.yaml"))
                .replaceFirst("        - loop:", pass("noted") + "        - loop:")
                .replaceFirst("        - bean:\n            description: One state", pass("answered") + "$0")
                .replaceFirst("(            method: record\n)", "$1" + pass("recorded"));
        String run = Files.readString(Path.of("routes/engine/sync-run.camel.yaml"))
                .replaceFirst("        - bean:\n            description: Checks", pass("sent") + "$0");
        Path directoryOfRoutes = Files.createDirectories(directory.resolve("engine"));
        Files.writeString(directoryOfRoutes.resolve("send.yaml"), send);
        Files.writeString(directoryOfRoutes.resolve("run.yaml"), run);
        String jobs = Files.readString(Path.of("routes/engine/sync-bulk.camel.yaml"))
                .replaceFirst(
                        "(                  method: record\n)",
                        "$1" + pass("job-recorded").indent(6));
        for (String step : BULK_STEPS) {
            int route = jobs.indexOf("id: sync-bulk-" + step + "\n");
            jobs = jobs.substring(0, route)
                    + jobs.substring(route)
                            .replaceFirst("        - bean:", pass(step) + "$0")
                            .replaceFirst("(?s)(- to:.*?)(        - bean:)", "$1" + pass(step + "-answered") + "$2");
        }
        Files.writeString(directoryOfRoutes.resolve("bulk.yaml"), jobs);
        return "file:" + directoryOfRoutes.resolve("run.yaml") + ",file:" + directoryOfRoutes.resolve("send.yaml")
                + ",file:" + directoryOfRoutes.resolve("bulk.yaml")
                + ",file:routes/engine/sync-failures.camel.yaml";
    }

    private static List<String> bulkPoints() {
        List<String> points = new ArrayList<>(POINTS);
        points.add("job-recorded");
        for (String step : BULK_STEPS) {
            points.add(step);
            points.add(step + "-answered");
        }
        return points;
    }

    private static String pass(String point) {
        return "        - bean:\n            ref: rows\n            method: \"pass('" + point + "')\"\n";
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
