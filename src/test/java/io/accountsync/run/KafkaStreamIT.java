package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.kafka.KafkaBroker;
import io.accountsync.state.KafkaTopics;
import io.accountsync.state.Plan;
import io.accountsync.state.Plans;
import io.accountsync.state.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.kafka.KafkaComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Rows of a topic on their way into the org: the route of the docs as it is, a real broker, the engine. */
@Tag("full")
class KafkaStreamIT {
    @TempDir
    private Path directory;

    private KafkaBroker broker;
    private LocalOrg org;
    private WriteHistory history;
    private TopicRows rows;
    private final List<TestSync> processes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        broker = KafkaBroker.start(directory);
        org = LocalOrg.start();
        history = WriteHistory.of(org);
        rows = new TopicRows(broker);
    }

    @AfterEach
    void close() throws Exception {
        processes.forEach(TestSync::close);
        rows.close();
        org.close();
        broker.close();
    }

    @Test
    void rowsOfATopicAreInTheOrgAndTheirOffsetsAreCommitted() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 3);
        rows.change(1, 500).change(1, 50);
        process(file());
        awaitAllCommitted();
        history.requireNewest(rows.newest());
        assertThat(broker.committed(TopicRows.GROUP, TopicRows.TOPIC)).hasSize(3);
    }

    @Test
    void aPoisonRowIsInTheStateAndDoesNotStopThePartition() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 1);
        rows.change(1, 3);
        rows.send("C9", "no JSON");
        rows.send("C9", "{\"customer_id\": \"\", \"name\": \"without a key\", \"version\": 1}");
        rows.send("C9", "{\"customer_id\": \"C9\", \"name\": \"not a number\", \"version\": \"x\"}");
        rows.send(null, "[]");
        rows.send(null, "17");
        rows.change(4, 6);
        TestSync process = process(file());
        awaitAllCommitted();
        history.requireNewest(rows.newest());
        assertThat(process.<Long>ofState(state -> state.rejected().count())).isEqualTo(4);
    }

    @RepeatedTest(2)
    void aTopicThatIsDeletedAndMadeAgainWhileItIsReadLosesNothingOfTheNewOne() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 2);
        rows.change(1, 300).change(1, 300);
        process(file());
        awaitAllCommitted();
        history.requireNewest(rows.newest());

        broker.deleteTopic(TopicRows.TOPIC);
        broker.createTopic(TopicRows.TOPIC, 2);
        rows.change(1, 300).change(1, 300).change(200, 400);

        await().untilAsserted(() -> history.requireNewest(rows.newest()));
        awaitAllCommitted();
    }

    @Test
    void aTopicThatWasMadeAgainWhileNobodyReadItIsNotTakenForOlder() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 1);
        rows.change(1, 60).change(1, 60);
        TestSync first = process(file());
        awaitAllCommitted();
        processes.remove(first);
        first.close();
        broker.deleteTopic(TopicRows.TOPIC);
        broker.createTopic(TopicRows.TOPIC, 1);
        rows.change(1, 60);

        TestSync second = process(file());
        awaitAllCommitted();

        history.requireNewest(rows.newest());
        assertThat(new KafkaTopics(second.engine().database()).latest(TopicRows.TOPIC))
                .isEqualTo(1);
    }

    /** Again and again, since whether the consumer survives a pause is a question of when it begins. */
    @RepeatedTest(2)
    void aGuardHoldsABatchUncommittedUntilItsPlanIsApproved() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 2);
        rows.change(1, 60);
        org.insert("Account", Map.of("Name", "Nobody knows whether it is one of these"));
        TestSync process = process(file(), "sync.max-creates", "20");
        await().until(() -> plan(process).isPresent());
        rows.change(40, 80);
        assertThat(history.writes()).isZero();
        assertThat(broker.committed(TopicRows.GROUP, TopicRows.TOPIC).values()).containsOnly(0L);

        while (broker.lag(TopicRows.GROUP, TopicRows.TOPIC) > 0) {
            plan(process).ifPresent(plan -> approve(process, plan));
        }
        history.requireNewest(rows.newest());
    }

    @Test
    void rowsOfADatabaseArePublishedByTheirKeysAndComeIntoTheOrg() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 3);
        String url = TestPostgres.shared().newDatabase();
        JdbcTemplate source = new JdbcTemplate(new DriverManagerDataSource(url));
        source.execute(Files.readString(Path.of("docs/examples/kafka/publish.sql")));
        source.execute("create table customers (customer_id varchar primary key, company_name varchar, city varchar,"
                + " employees int, updated_at timestamp default localtimestamp)");
        source.execute(
                "insert into customers select 'C' || i, 'Customer ' || i, 'Köln', 1 from generate_series(1, 100) i");
        process(
                DATABASE_SYNC + TestSync.ROWS + read("publish.camel.yaml") + read("consume.camel.yaml"),
                "source.url",
                url,
                "accounts-publish.schedule",
                "* * * * * ?");
        await().until(() -> org.records("Account").size() == 100);
        source.execute("update customers set employees = 2, updated_at = localtimestamp where customer_id = 'C7'");
        await().until(() -> org.find("Account", "Customer_Id__c", "C7")
                .orElseThrow()
                .get("NumberOfEmployees")
                .toString()
                .startsWith("2"));
        awaitAllCommitted();
        assertThat(history.writes())
                .as("what was published twice is not sent twice")
                .isEqualTo(101);
        assertThat(org.find("Account", "Customer_Id__c", "C1").orElseThrow()).containsEntry("BillingCity", "Köln");
    }

    private static final String DATABASE_SYNC =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    fields:
                      Customer_Id__c: "${body[customer_id]}"
                      Name: "${body[company_name]}"
                      BillingCity: "${body[city]}"
                      NumberOfEmployees: "${body[employees]}"
            """;

    private static String read(String example) throws Exception {
        return Files.readString(Path.of("docs/examples/kafka", example));
    }

    private static Optional<Plan> plan(TestSync process) {
        return new Plans(process.engine().database(), "accounts").holdingStream();
    }

    private static void approve(TestSync process, Plan plan) {
        new Plans(process.engine().database(), "accounts").approve(plan.id());
    }

    /** As keys such as camel.component.kafka.session-timeout-ms make it in the jar. */
    private KafkaComponent component() {
        KafkaComponent component = new KafkaComponent();
        component.getConfiguration().setHeartbeatIntervalMs(300);
        component.getConfiguration().setSessionTimeoutMs(3000);
        return component;
    }

    private void awaitAllCommitted() {
        await().until(() -> broker.lag(TopicRows.GROUP, TopicRows.TOPIC) == 0);
    }

    private static String file() throws Exception {
        return TopicRows.SYNC + TestSync.ROWS + read("consume.camel.yaml");
    }

    private TestSync process(String file, String... settings) throws Exception {
        List<String> all = new ArrayList<>(List.of("kafka.brokers", broker.address(), "sync.stream.max-wait", "100ms"));
        all.addAll(List.of(settings));
        TestSync process = TestSync.startFileWith(
                org, directory.resolve("state"), "kafka", component(), file, all.toArray(String[]::new));
        processes.add(process);
        return process;
    }
}
