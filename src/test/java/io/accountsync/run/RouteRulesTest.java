package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.CamelSchema;
import io.accountsync.config.ConfigurationException;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.mapping.Payload;
import io.accountsync.run.calls.CallPlaces;
import io.accountsync.run.send.Batch;
import io.accountsync.run.send.Sending;
import io.accountsync.run.send.WaveBatches;
import io.accountsync.run.steps.CommandRun;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.steps.RunBeginning;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.Change;
import io.accountsync.state.RunLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Design section 4, "How the routes hold this": each rule was seen going wrong before it was written down. */
class RouteRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    static Stream<Path> routeFiles() throws IOException {
        return Files.walk(Path.of("routes")).filter(file -> file.toString().endsWith(".camel.yaml"));
    }

    static Stream<Path> routeFilesAndExamples() throws IOException {
        return Stream.concat(routeFiles(), Files.walk(Path.of("docs/examples")).filter(file -> file.toString()
                .endsWith(".camel.yaml")));
    }

    @ParameterizedTest
    @MethodSource("routeFilesAndExamples")
    void routeFilesAreValidByCamelsOwnSchema(Path file) throws IOException {
        assertThat(CamelSchema.READ.validate(read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void everyRouteHasAnIdAndADescription(Path file) throws IOException {
        for (JsonNode route : read(file).findValues("route")) {
            assertThat(route.path("id").asText()).isNotEmpty();
            assertThat(route.path("description").asText()).isNotEmpty();
        }
    }

    /** Its bean, its trigger, and the id and address of its source route. */
    @Test
    void theSampleNamesItsSyncInNoMorePlacesThanItMust() {
        assertThat(SampleFile.read().text()).doesNotContain("quartz");
        assertThat(SampleFile.read().text().split("\\baccounts\\b")).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void endpointsAreSchemeAndParameters(Path file) throws IOException {
        for (JsonNode uri : read(file).findValues("uri")) {
            assertThat(uri.asText()).matches("[a-z]+|direct:\\$\\{variable\\.(sync|planned)}-source");
        }
    }

    /** Several advisories of Camel need a consumer of HTTP, a saga, or a repository that reads Java objects. */
    @ParameterizedTest
    @MethodSource("routeFiles")
    void routesListenToNobodyAndKnowNoSagaAndNoRepository(Path file) throws IOException {
        JsonNode content = read(file);
        for (JsonNode from : content.findValues("from")) {
            assertThat(from.path("uri").asText()).isIn("direct", "quartz");
        }
        for (String step : List.of("saga", "aggregate", "idempotentConsumer", "claimCheck", "rest", "unmarshal")) {
            assertThat(content.findValues(step)).as(step).isEmpty();
        }
    }

    @Test
    void streamCachingIsOffOnEveryEngineRoute() throws IOException {
        for (Path file :
                routeFiles().filter(file -> file.toString().contains("engine")).toList()) {
            for (JsonNode route : read(file).findValues("route")) {
                assertThat(route.path("streamCache").asText())
                        .as(route.path("id").asText())
                        .isEqualTo("false");
            }
        }
    }

    @Test
    void theSplitIsStreamingParallelAndSynchronousAndNothingElse() throws IOException {
        List<JsonNode> splits =
                read(Path.of("routes/engine/sync-run.camel.yaml")).findValues("split");
        assertThat(splits).hasSize(1);
        JsonNode split = splits.get(0);
        assertThat(split.path("streaming").asBoolean()).isTrue();
        assertThat(split.path("parallelProcessing").asBoolean()).isTrue();
        assertThat(split.path("synchronous").asBoolean()).isTrue();
        assertThat(split.has("shareUnitOfWork")).isFalse();
        assertThat(split.has("stopOnException")).isFalse();
    }

    @Test
    void errorPolicyIsNamedByTheRoutesThatItIsFor() throws IOException {
        List<String> configured = new ArrayList<>();
        for (Path file : routeFiles().toList()) {
            JsonNode content = read(file);
            assertThat(content.findValues("routeConfiguration"))
                    .hasSize(
                            file.endsWith("sync-failures.camel.yaml") || file.endsWith("sync-stream.camel.yaml")
                                    ? 1
                                    : file.endsWith("sync-request.camel.yaml") ? 2 : 0);
            assertThat(Files.readString(file)).doesNotContain("${routeId}");
            assertThat(content.findValues("doTry")).isEmpty();
            assertThat(content.findValues("errorHandler")).isEmpty();
            content.findValues("route").stream()
                    .filter(route -> route.has("routeConfigurationId"))
                    .forEach(route -> configured.add(route.path("id").asText() + " "
                            + route.path("routeConfigurationId").asText()));
        }
        assertThat(configured)
                .containsExactlyInAnyOrder(
                        "sync-request sync-request",
                        "sync-send sync-batch",
                        "sync-adopt-batch sync-batch",
                        "sync-delete-batch sync-batch",
                        "sync-stream sync-stream",
                        "sync-stream-batch sync-stream");
    }

    @Test
    void oneRouteCallsSalesforce() throws IOException {
        for (Path file : routeFiles().toList()) {
            long calls = read(file).findValues("uri").stream()
                    .filter(uri -> uri.asText().startsWith("salesforce"))
                    .count();
            assertThat(calls).as(file.toString()).isEqualTo(file.endsWith("sync-request.camel.yaml") ? 1 : 0);
        }
    }

    @Test
    void onceHasNextSaidTrueItStaysTrueUntilNextEvenWhenTheRunIsStopped() throws SalesforceException {
        withSending(100, sending -> {
            Iterator<Batch> batches = new WaveBatches(sending, Integer.MAX_VALUE);
            assertThat(batches.hasNext()).isTrue();
            sending.run().stop("enough");
            assertThat(batches.hasNext()).isTrue();
            assertThat(batches.next()).isNotNull();
            assertThat(batches.hasNext()).as("what was fetched ahead").isFalse();
        });
    }

    @Test
    void theBatchIteratorNeverThrowsAndKeepsTheErrorInTheRun() throws SalesforceException {
        withSending(100, sending -> {
            Iterator<Batch> batches = new WaveBatches(sending, Integer.MAX_VALUE);
            sending.changes().close();
            assertThat(batches.next()).isNotNull();
            assertThat(batches.hasNext()).isFalse();
            assertThat(sending.run().failure()).isPresent();
        });
    }

    @Test
    void aStateThatFailsInTheMiddleOfSendingEndsTheRunFailedWithoutHanging() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.batch-size", "10")) {
            sync.rows(customers(200)).run();
            sync.rows(() -> {
                // From here on every write of the state fails.
                try (var connection =
                                java.sql.DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
                        var statement = connection.createStatement()) {
                    statement.execute("create trigger broken before update on synced_record begin"
                            + " select raise(abort, 'no more'); end");
                }
                List<Map<String, Object>> changed = new ArrayList<>();
                customers(200).forEach(row -> changed.add(row("id", row.get("id"), "name", "Changed")));
                return changed;
            });

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message()).contains("state file");
            assertThat(report.count(Count.UPDATED)).isZero();
            assertThat(report.count(Count.UNSENT)).isEqualTo(200);
        }
    }

    @Test
    void aCallIsRepeatedAroundTheCallAndNotByRedelivery() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).times(3), FaultAction.dropConnection());
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(10)).run();
            assertThat(report.count(Count.CREATED)).isEqualTo(10);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(4);
            assertThat(report.count(Count.API_CALLS)).isEqualTo(4 + 3);
        }
    }

    @Test
    void aSqlStepThatCollectsItsRowsInAListIsRefused() {
        String file = ACCOUNTS
                + """
            - route:
                id: accounts-source
                from:
                  uri: direct
                  parameters:
                    name: accounts-source
                  steps:
                    - to:
                        uri: sql
                        parameters:
                          query: "select 1 as id, 'One' as name, null as city, null as parent"
                          dataSource: "#source"
            """;
        try (TestSync sync = TestSync.startFile(org, directory, file, "source.url", "jdbc:sqlite::memory:")) {
            RunReport report = sync.run();
            assertThat(report.exitCode()).isEqualTo(2);
            assertThat(report.message()).contains("accounts-source").contains("outputType: StreamList");
        }
    }

    @Test
    void aSyncWithoutASourceRouteIsRefusedAtTheStart() {
        Throwable refused = catchThrowable(
                () -> TestSync.startFile(org, directory, ACCOUNTS).close());
        ConfigurationException mistake = ObjectHelper.getException(ConfigurationException.class, refused);
        assertThat(mistake).hasMessageContaining("accounts-source").hasMessageContaining("direct:accounts-source");
    }

    private interface WithSending {
        void accept(Sending sending);
    }

    /** Hands over what is about to send so many rows. */
    private void withSending(int rows, WithSending test) throws SalesforceException {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.batch-size", "40");
                CommandRun command = CommandRun.reading(sync.engine(), "accounts", RunMode.INCREMENTAL, RunLog.PLAN)) {
            Engine engine = sync.engine();
            RunBeginning beginning = new RunBeginning(
                    sync.context(),
                    engine.syncs(),
                    engine.database(),
                    new RunObservers(),
                    () -> false,
                    Clock.systemUTC(),
                    new CallPlaces());
            Sending sending =
                    beginning.prepareSending(beginning.prepare(command.run())).sending();
            List<Change> records = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);
                records.add(new Change(
                        "k" + i, i, 0, new byte[16], Payload.of(payload), null, null, null, Change.Origin.READ));
            }
            sending.changes().add(records);
            sending.changes().deduplicate();
            sending.wave(0);
            test.accept(sending);
        }
    }

    private static JsonNode read(Path file) throws IOException {
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        return JSON.valueToTree(yaml);
    }
}
