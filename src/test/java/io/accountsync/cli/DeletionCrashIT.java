package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.Settings;
import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real jar is ended as by {@code kill -9} between the intention to delete and the call, between the call and its answer, between
 * that and the state, and in the middle of a restoration. Then no record is deleted that should not be, none is made twice, and the state says of each
 * what the org says.
 */
@Tag("full")
class DeletionCrashIT {
    private static final String SYNC =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    whenRowGone: delete
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
            - templatedRoute:
                routeTemplateRef: csv-source
                parameters:
                  - name: sync
                    value: accounts
                  - name: path
                    value: FILE
            """;

    private final TestClock clock = TestClock.going();
    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .clock(clock)
            .withField("Account", FieldSpec.lookupTo("Account", "Partner__c", "Partner__r"))
            .build());
    private final Map<String, String> keys = new HashMap<>();

    @TempDir
    private Path directory;

    private CrashState state;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @EnumSource
    void betweenTheIntentionAndTheCall(CrashState on) throws Exception {
        begin(on);
        rows(1, 4);
        haltBefore("Puts the Salesforce ids of the call into its headers");
        assertThat(deletions("intended")).isEqualTo(6);
        assertThat(names()).hasSize(10);

        run();
        assertThat(names()).as("tried again").hasSize(4);
        assertThat(deletions("deleted")).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource
    void betweenTheIntentionAndTheCallAndTheRowsAreBack(CrashState on) throws Exception {
        begin(on);
        rows(1, 4);
        haltBefore("Puts the Salesforce ids of the call into its headers");

        rows(1, 10);
        run();
        assertThat(names()).hasSize(10).doesNotHaveDuplicates();
        assertThat(deletions("deleted")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void betweenTheCallAndItsAnswer(CrashState on) throws Exception {
        begin(on);
        rows(1, 4);
        killWhileItWaitsFor(FaultMatch.on(CallKind.COLLECTIONS), "run");
        assertThat(deletions("intended")).as("known before the call was made").isEqualTo(6);
        await().until(() -> names().size() == 4);

        JsonNode counts = run();
        assertThat(counts.get("deleted").asLong()).isEqualTo(6);
        assertThat(counts.get("already_gone").asLong()).isZero();
        assertThat(deletions("deleted")).isEqualTo(6);
        restore();
        assertThat(names()).as("what they held is kept").hasSize(10).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void betweenTheCallAndTheState(CrashState on) throws Exception {
        begin(on);
        rows(1, 4);
        haltBefore("Writes to the state what became of the deletions");
        assertThat(deletions("deleted")).isZero();
        assertThat(names()).hasSize(4);

        JsonNode counts = run();
        assertThat(counts.get("deleted").asLong()).isEqualTo(6);
        assertThat(counts.get("already_gone").asLong()).isZero();
        assertThat(deletions("deleted")).isEqualTo(6);
        rows(1, 10);
        assertThat(run().get("created").asLong()).isEqualTo(6);
        assertThat(names()).hasSize(10).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void betweenTheFirstOfSeveralCallsAndTheNextAndEachPointsToAnother(CrashState on) throws Exception {
        keys.put("sync.batch-size", "2");
        keys.put("sync.in-flight", "1");
        begin(on);
        pointInACircle();
        rows(1, 4);
        haltBefore("Writes to the state what became of the deletions");
        assertThat(names()).as("one call was carried out").hasSize(8);

        assertThat(run().get("deleted").asLong()).isEqualTo(6);
        clock.advance(Duration.ofDays(16));
        restore();
        assertThat(names()).hasSize(10).doesNotHaveDuplicates();
        assertThat(lookups()).isEqualTo(6);
        assertThat(leftOut()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void inTheMiddleOfARestorationOutOfTheRecycleBin(CrashState on) throws Exception {
        begin(on);
        rows(1, 4);
        run();
        killWhileItWaitsFor(FaultMatch.on(CallKind.SOAP), "restore", "accounts", "--yes");
        await().until(() -> names().size() == 10);
        assertThat(deletions("deleted")).as("the state knows of none").isEqualTo(6);

        restore();
        assertThat(deletions("restored")).isEqualTo(6);
        rows(1, 10);
        run();
        assertThat(names()).hasSize(10).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void inTheMiddleOfARestorationByNewRecords(CrashState on) throws Exception {
        begin(on);
        rows(1, 4);
        run();
        clock.advance(Duration.ofDays(16));
        killWhileItWaitsFor(FaultMatch.on(CallKind.COLLECTIONS), "restore", "accounts", "--yes");
        await().until(() -> names().size() == 10);
        assertThat(deletions("restoring")).isEqualTo(6);

        restore();
        assertThat(names()).as("none is made twice").hasSize(10).doesNotHaveDuplicates();
        assertThat(deletions("restored")).isEqualTo(6);
        run();
        assertThat(names()).as("kept until its row is back").hasSize(10);
    }

    @ParameterizedTest
    @EnumSource
    void betweenTheFirstAndTheSecondStepOfARestoredCircle(CrashState on) throws Exception {
        begin(on);
        pointInACircle();
        rows(1, 4);
        run();
        clock.advance(Duration.ofDays(16));
        killWhileItWaitsFor(FaultMatch.on(CallKind.COLLECTIONS).withMethod("PATCH"), "restore", "accounts", "--yes");
        await().until(() -> lookups() == 6);
        assertThat(names()).hasSize(10);
        assertThat(leftOut()).as("nobody heard of it").isEqualTo(1);

        restore();
        assertThat(leftOut()).isZero();
        assertThat(lookups()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource
    void inTheMiddleOfTheFirstStepOfARestoredCircle(CrashState on) throws Exception {
        begin(on);
        pointInACircle();
        rows(1, 4);
        run();
        clock.advance(Duration.ofDays(16));
        killWhileItWaitsFor(
                FaultMatch.on(CallKind.COLLECTIONS).withMethod("POST").from(2), "restore", "accounts", "--yes");
        await().until(() -> names().size() > 5);

        restore();
        assertThat(leftOut()).isZero();
        assertThat(lookups()).isEqualTo(6);
        assertThat(names()).as("none is made twice").hasSize(10).doesNotHaveDuplicates();
    }

    /** Of the records 5 to 10 each points to the next one, and the last one to the first. */
    private void pointInACircle() {
        List<Object> ids = IntStream.rangeClosed(5, 10)
                .mapToObj(key -> org.find("Account", "Customer_Id__c", "" + key)
                        .orElseThrow()
                        .get("Id"))
                .toList();
        for (int i = 0; i < ids.size(); i++) {
            org.edit("Account", (String) ids.get(i), Map.of("Partner__c", ids.get((i + 1) % ids.size())));
        }
    }

    /** How many records point to one that is there. */
    private long lookups() {
        List<Map<String, Object>> accounts = org.records("Account");
        List<Object> ids = accounts.stream().map(account -> account.get("Id")).toList();
        return accounts.stream()
                .filter(account -> ids.contains(account.get("Partner__c")))
                .count();
    }

    private int leftOut() {
        return state.sql(keys).queryForObject("select count(*) from left_out_lookup", Integer.class);
    }

    private void begin(CrashState on) throws Exception {
        state = on;
        keys.putAll(on.keys(directory));
        keys.put("salesforce.login-url", org.baseUrl());
        keys.put("salesforce.client-id", org.clientId());
        keys.put("salesforce.client-secret", org.clientSecret());
        keys.put("salesforce.refresh-token", org.refreshToken());
        keys.put("sync.max-missing", "100");
        keys.put("sync.max-deletions", "100%");
        Path routes = Files.createDirectory(directory.resolve("routes"));
        Files.writeString(
                routes.resolve("accounts.camel.yaml"),
                SYNC.replace("FILE", directory.resolve("rows.csv").toString()));
        rows(1, 10);
        run();
        assertThat(names()).hasSize(10);
    }

    private void rows(int from, int to) throws IOException {
        StringBuilder csv = new StringBuilder("id,name\n");
        IntStream.rangeClosed(from, to).forEach(id -> csv.append(id + ",Company " + id + "\n"));
        Files.writeString(directory.resolve("rows.csv"), csv);
    }

    /** A run in this process, which must come through; its counts. */
    private JsonNode run() throws IOException {
        Jar.Ended ended =
                here("run", "--json", "--routes", directory.resolve("routes").toString());
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isIn(0, 3);
        return new ObjectMapper().readTree(ended.out()).get("counts");
    }

    private void restore() {
        Jar.Ended ended = here(
                "restore",
                "accounts",
                "--yes",
                "--routes",
                directory.resolve("routes").toString());
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    }

    private Jar.Ended here(String... arguments) {
        InProcess command = new InProcess();
        keys.forEach(command::with);
        return command.run(arguments);
    }

    private Jar jar() {
        Jar jar = new Jar(directory);
        keys.forEach((key, value) -> jar.with(Settings.environmentName(key), value));
        return jar;
    }

    /** Runs the real jar with engine routes that end the process before the step with that description. */
    private void haltBefore(String step) throws Exception {
        Jar jar = jar().with("SYNC_ENGINE_ROUTES", HaltingRoutes.write(directory, step));
        Process process = jar.startWithTestClasses("run");
        process.waitFor();
        assertThat(process.exitValue()).as(jar.err()).isEqualTo(137);
    }

    /** The org carries the call out, and nobody hears of it. */
    private void killWhileItWaitsFor(FaultMatch call, String... command) throws InterruptedException {
        Fault hang = org.faults().add(call, FaultAction.hang());
        Process process = jar().start(command);
        await().until(() -> hang.waiting() == 1);
        CrashedSync.kill(process);
        hang.remove();
    }

    private int deletions(String status) {
        return state.sql(keys).queryForObject("select count(*) from deletion where status = ?", Integer.class, status);
    }

    private List<String> names() {
        return org.records("Account").stream()
                .map(record -> (String) record.get("Name"))
                .toList();
    }
}
