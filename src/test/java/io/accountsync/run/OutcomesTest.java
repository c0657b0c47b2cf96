package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ROWS;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OutcomesTest {
    private static final String LISTENING =
            """
            - route:
                id: accounts-outcomes
                autoStartup: "true"
                from:
                  uri: direct
                  parameters:
                    name: accounts-outcomes
                  steps:
                    - bean:
                        ref: rows
                        method: pass(${body})
            """;

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void everyRecordIsToldAfterTheStateHasIt(String path) throws Exception {
        try (TestSync sync = withExample(sqlite(), path)) {
            org.faults()
                    .add(
                            FaultMatch.on(path.equals("bulk") ? CallKind.BULK : CallKind.COLLECTIONS)
                                    .withKey("2"),
                            new FaultAction.RejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no", List.of("Name")));
            List<Map<String, Object>> rows = new ArrayList<>(customers(3));
            rows.add(customer("x", "N".repeat(300)));
            RunReport report = sync.rows(rows).run();
            assertThat(report.notes()).isEmpty();
            assertThat(told(sqlite()))
                    .containsExactly(
                            "1 created null 1",
                            "2 rejected FIELD_CUSTOM_VALIDATION_EXCEPTION 1",
                            "3 created null 1",
                            "x invalid TOO_LONG 1");
            assertThat(sqlite().queryForObject(
                                    "select salesforce_id from account_sync_outcome where customer_id = '1'",
                                    String.class))
                    .isEqualTo(org.find("Account", "Customer_Id__c", "1")
                            .orElseThrow()
                            .get("Id"));
            sync.rows(List.of(customer(1, "Changed"))).run();
            assertThat(told(sqlite())).contains("1 updated null 2");
        }
    }

    @Test
    void whatIsWrittenToPostgresIsCommitted() throws Exception {
        String url = TestPostgres.shared().newDatabase();
        JdbcTemplate database = new JdbcTemplate(new DriverManagerDataSource(url));
        try (TestSync sync = withExample(database, "collections", "source.url", url)) {
            sync.rows(customers(3)).run();
            assertThat(told(database)).containsExactly("1 created null 1", "2 created null 1", "3 created null 1");
        }
    }

    @Test
    void aRouteThatFailsChangesNothingAndTheReportSaysSo() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS + LISTENING, "sync.batch-size", "10")) {
            List<String> calls = new ArrayList<>();
            sync.whenPassing(body -> {
                calls.add(body);
                throw new IllegalArgumentException("secret row");
            });
            RunReport report = sync.rows(customers(100)).run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(100);
            assertThat(report.notes())
                    .singleElement()
                    .asString()
                    .contains("accounts-outcomes", "IllegalArgumentException", "100 records")
                    .doesNotContain("secret");
            assertThat(calls).as("nobody waits for it for ever").hasSizeLessThan(8);
            assertThat(org.records("Account")).hasSize(100);
            assertThat(sync.rows(customers(100)).run().count(Count.UNCHANGED)).isEqualTo(100);
        }
    }

    @Test
    void deletionsAreToldToo() throws Exception {
        String deletes = ACCOUNTS.replace("externalId:", "whenRowGone: delete\n        externalId:");
        try (TestSync sync = TestSync.start(
                org,
                directory,
                deletes,
                "sync.max-deletions",
                "100%",
                "sync.max-missing",
                "100",
                "sync.batch-size",
                "1",
                "sync.in-flight",
                "1")) {
            sync.rows(customers(5)).run();
            org.delete(idOf("5"));
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS)
                                    .withMethod("DELETE")
                                    .once(),
                            FaultAction.rejectRecord("DELETE_FAILED", "it has closed opportunities"));
            String third = idOf("3");
            String fourth = idOf("4");
            List<Map<?, ?>> told = listenToAll(sync);

            RunReport report = sync.rows(customers(2)).run();

            assertThat(told)
                    .extracting(
                            record -> record.get("key"),
                            record -> record.get("external_id"),
                            record -> record.get("outcome"),
                            record -> record.get("code"),
                            record -> record.get("run"))
                    .containsExactlyInAnyOrder(
                            tuple("3", "3", "not_deleted", "DELETE_FAILED", report.runId()),
                            tuple("4", "4", "deleted", null, report.runId()),
                            tuple("5", null, "already_gone", null, report.runId()));
            assertThat(told)
                    .extracting(record -> (Object) record.get("salesforce_id"))
                    .contains(third, fourth);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void aFlagIsToldAsOneAndSoIsTheRowThatIsBack(String path) throws Exception {
        String flags = ACCOUNTS.replace(
                "externalId:", "whenRowGone: flag\n        flag: { Rating: Cold }\n        externalId:");
        try (TestSync sync = TestSync.start(
                org, directory, flags, "sync.path", path, "sync.max-deletions", "100%", "sync.max-missing", "100")) {
            sync.rows(customers(3)).run();
            String third = idOf("3");
            List<Map<?, ?>> told = listenToAll(sync);

            sync.rows(customers(2)).run();
            sync.rows(customers(3)).run();

            assertThat(told)
                    .extracting(
                            record -> record.get("key"),
                            record -> record.get("external_id"),
                            record -> record.get("outcome"),
                            record -> record.get("salesforce_id"))
                    .containsExactly(tuple("3", "3", "flagged", third), tuple("3", "3", "updated", third));
        }
    }

    @Test
    void aRouteThatIsNotStartedIsNone() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS + LISTENING.replace("\"true\"", "\"false\""))) {
            sync.whenPassing(body -> {
                throw new IllegalStateException("called");
            });
            assertThat(sync.rows(customers(3)).run().notes()).isEmpty();
        }
    }

    /** Keys as the source has them, which Salesforce compares in lower case. */
    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void everyKindOfOutcomeHasTheExternalIdAsTheSourceHasIt(String path) throws Exception {
        org.faults()
                .add(
                        FaultMatch.any().withKey("No"),
                        FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
        org.faults().add(FaultMatch.any().withKey("Locked"), FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "no"));
        try (TestSync sync = TestSync.start(
                org, directory, ACCOUNTS, "sync.path", path, "sync.retries", "0", "sync.max-rejected", "100")) {
            Map<String, Set<String>> told = listen(sync);
            List<Map<String, Object>> rows = new ArrayList<>(List.of(
                    customer("Old", "One"),
                    customer("No", "Rejected"),
                    customer("Locked", "Deferred"),
                    customer("Wrong", "N".repeat(300)),
                    customer("TooLong" + "K".repeat(40), "One"),
                    customer(null, "Without key")));
            Map<String, Object> child = customer("Child", "Its parent is missing");
            child.put("parent", "Nobody");
            rows.add(child);
            sync.rows(rows).run();
            sync.rows(List.of(customer("Old", "Changed"))).run();

            assertThat(told)
                    .containsEntry("old Old", Set.of("created", "updated"))
                    .containsEntry("no No", Set.of("rejected"))
                    .containsEntry("locked Locked", Set.of("retry_later"))
                    .containsEntry("child Child", Set.of("retry_later"))
                    .containsEntry("wrong Wrong", Set.of("invalid"))
                    .containsEntry("toolong" + "k".repeat(40) + " TooLong" + "K".repeat(40), Set.of("invalid"));
            assertThat(told.keySet()).as("a row without key").anyMatch(key -> key.matches("row-[0-9a-f]+ null"));
        }
    }

    @Test
    void aRecordThatARepeatConfirmsHasItsExternalIdToo() throws Exception {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.loseAnswer());
        try (TestSync sync = TestSync.start(org, directory)) {
            Map<String, Set<String>> told = listen(sync);
            sync.rows(List.of(customer("Old", "One"))).run();

            assertThat(told).containsOnlyKeys("old Old").containsEntry("old Old", Set.of("confirmed_on_repeat"));
        }
    }

    /** All that the route is told. */
    private static List<Map<?, ?>> listenToAll(TestSync sync) throws Exception {
        List<Map<?, ?>> told = new CopyOnWriteArrayList<>();
        sync.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:accounts-outcomes").routeId("accounts-outcomes").process(exchange -> ((List<?>)
                                exchange.getMessage().getBody())
                        .forEach(record -> told.add((Map<?, ?>) record)));
            }
        });
        return told;
    }

    private String idOf(String key) {
        return String.valueOf(
                org.find("Account", "Customer_Id__c", key).orElseThrow().get("Id"));
    }

    /** What the route is told: key and External ID, each with its outcomes. */
    private static Map<String, Set<String>> listen(TestSync sync) throws Exception {
        Map<String, Set<String>> told = new ConcurrentHashMap<>();
        sync.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:accounts-outcomes").routeId("accounts-outcomes").process(exchange -> {
                    for (Object each : exchange.getMessage().getBody(List.class)) {
                        Map<?, ?> record = (Map<?, ?>) each;
                        told.computeIfAbsent(
                                        record.get("key") + " " + record.get("external_id"),
                                        key -> ConcurrentHashMap.newKeySet())
                                .add(record.get("outcome").toString());
                    }
                });
            }
        });
        return told;
    }

    private TestSync withExample(JdbcTemplate database, String path, String... more) throws Exception {
        Path example = Path.of("docs/examples/outcomes");
        database.execute(Files.readString(example.resolve("outcome.sql")));
        String file = ACCOUNTS + ROWS + Files.readString(example.resolve("accounts-outcomes.camel.yaml"));
        List<String> settings = new ArrayList<>(List.of("sync.path", path, "source.url", url()));
        settings.addAll(List.of(more));
        return TestSync.startFile(org, directory, file, settings.toArray(String[]::new));
    }

    private String url() {
        return "jdbc:sqlite:" + directory.resolve("source.db");
    }

    private JdbcTemplate sqlite() {
        return new JdbcTemplate(new DriverManagerDataSource(url()));
    }

    private static List<String> told(JdbcTemplate database) {
        return database.query(
                "select customer_id, outcome, code, run from account_sync_outcome order by customer_id",
                (row, i) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getLong(4));
    }
}
