package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.kafka.KafkaBroker;
import io.accountsync.state.Plan;
import io.accountsync.state.Plans;
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

/** Rows of a topic on their way into the org: the route of the docs as it is, a real broker, the engine. */
@Tag("full")
class KafkaStreamTest {
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
        process();
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
        TestSync process = process();
        awaitAllCommitted();
        history.requireNewest(rows.newest());
        assertThat(process.<Long>ofState(state -> state.rejected().count())).isEqualTo(4);
    }

    /** Again and again, since whether the consumer survives a pause is a question of when it begins. */
    @RepeatedTest(2)
    void aGuardHoldsABatchUncommittedUntilItsPlanIsApproved() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 2);
        rows.change(1, 60);
        org.insert("Account", Map.of("Name", "Nobody knows whether it is one of these"));
        TestSync process = process("sync.max-creates", "20");
        await().until(() -> plan(process).isPresent());
        rows.change(40, 80);
        assertThat(history.writes()).isZero();
        assertThat(broker.committed(TopicRows.GROUP, TopicRows.TOPIC).values()).containsOnly(0L);

        while (broker.lag(TopicRows.GROUP, TopicRows.TOPIC) > 0) {
            plan(process).ifPresent(plan -> approve(process, plan));
        }
        history.requireNewest(rows.newest());
    }

    private static Optional<Plan> plan(TestSync process) {
        return new Plans(process.engine().database(), "accounts").find().filter(plan -> !plan.approved());
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

    private TestSync process(String... settings) throws Exception {
        List<String> all = new ArrayList<>(List.of("kafka.brokers", broker.address(), "sync.stream.max-wait", "100ms"));
        all.addAll(List.of(settings));
        TestSync process = TestSync.startFileWith(
                org,
                directory.resolve("state"),
                "kafka",
                component(),
                TopicRows.SYNC + TestSync.ROWS + Files.readString(Path.of("docs/examples/kafka/consume.camel.yaml")),
                all.toArray(String[]::new));
        processes.add(process);
        return process;
    }
}
