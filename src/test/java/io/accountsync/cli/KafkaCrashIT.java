package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.TopicRows;
import io.accountsync.run.WriteHistory;
import io.accountsync.source.kafka.KafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real jar reads a topic and is ended as by {@code kill -9}, or stands still, where that could hurt; so is the broker. In the end
 * the org has the newest values of the topic, every key once, and no older value was ever written over a newer one.
 */
@Tag("full")
class KafkaCrashIT {
    @TempDir
    private Path directory;

    private KafkaBroker broker;
    private LocalOrg org;
    private WriteHistory history;
    private TopicRows rows;
    private Map<String, String> state;
    private final List<KafkaProcess> processes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        broker = KafkaBroker.start(directory);
        org = LocalOrg.start();
        history = WriteHistory.of(org);
        rows = new TopicRows(broker);
        state = new TreeMap<>(CrashState.POSTGRESQL.keys(directory));
    }

    @AfterEach
    void close() throws Exception {
        for (KafkaProcess process : processes) {
            process.close();
        }
        rows.close();
        org.close();
        broker.close();
    }

    @Test
    void killedBetweenTheCallAndTheState() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 2);
        rows.change(1, 100);
        process("one").serveUntilStep("Writes the results of the batch");
        assertThat(history.writes()).as("the org has answered").isPositive();
        assertThat(committed()).as("nothing is committed").containsOnly(0L);

        rows.change(1, 30);
        process("other").serve();
        assertAllIsWell();
    }

    @Test
    void killedBetweenTheStateAndTheOffsets() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 2);
        rows.change(1, 100).change(1, 40);
        process("one").serveUntilOwnStep("Commits the offsets");
        long writes = history.writes();
        assertThat(writes).isPositive();
        assertThat(committed()).as("nothing is committed").containsOnly(0L);

        process("other").serve();
        assertAllIsWell();
        assertThat(history.writes()).as("nothing is sent twice").isEqualTo(writes);
    }

    @Test
    void theBrokerIsKilledAndStartedAgain() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 2);
        rows.change(1, 100);
        process("one").serve();
        await().until(() -> history.writes() > 0);
        rows.change(1, 100);
        broker.kill();
        broker.start();
        rows.change(50, 150);
        assertAllIsWell();
    }

    @Test
    void aConsumerComesAndAnotherIsKilledInTheMiddle() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 4);
        rows.change(1, 200);
        Fault slow = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
        KafkaProcess one = process("one").serve();
        await().until(() -> slow.waiting() > 0);
        process("other").serve();
        rows.change(1, 200);
        one.kill();
        slow.remove();
        rows.change(100, 250);
        assertAllIsWell();
    }

    /** Rows that were read and not sent: another consumer has sent newer ones when it wakes. */
    @Test
    void aConsumerThatStoodStillBeforeItsCallSendsNothingOlderWhenItWakes() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 2);
        Fault describe = org.faults().add(FaultMatch.on(CallKind.DESCRIBE), FaultAction.hang());
        KafkaProcess frozen = process("frozen").serve();
        rows.change(1, 100);
        await().until(() -> describe.waiting() > 0);
        frozen.freeze();
        describe.remove();

        rows.change(1, 60);
        process("other").serve();
        awaitAllCommitted();
        rows.change(1, 20);
        awaitAllCommitted();
        frozen.wake();
        rows.change(90, 120);
        assertAllIsWell();
        assertThat(frozen.isAlive()).as(frozen.said()).isTrue();
    }

    /** A call that the org carried out, and whose answer nobody took. */
    @Test
    void aConsumerThatStoodStillInItsCallWritesNothingOlderWhenItWakes() throws Exception {
        broker.createTopic(TopicRows.TOPIC, 2);
        Fault call = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
        KafkaProcess frozen = process("frozen").serve();
        rows.change(1, 100);
        await().until(() -> call.waiting() > 0);
        frozen.freeze();
        call.remove();
        await().until(() -> history.writes() > 0);

        rows.change(1, 60);
        process("other").serve();
        awaitAllCommitted();
        frozen.wake();
        rows.change(1, 20);
        assertAllIsWell();
    }

    private KafkaProcess process(String name) throws Exception {
        Map<String, String> keys = new TreeMap<>(state);
        keys.put("state.directory", directory.resolve(name).resolve("data").toString());
        KafkaProcess process = new KafkaProcess(directory.resolve(name), broker, org, keys);
        processes.add(process);
        return process;
    }

    private Iterable<Long> committed() throws Exception {
        return broker.committed(TopicRows.GROUP, TopicRows.TOPIC).values();
    }

    private void awaitAllCommitted() {
        await().until(() -> broker.lag(TopicRows.GROUP, TopicRows.TOPIC) == 0);
    }

    private void assertAllIsWell() {
        awaitAllCommitted();
        history.requireNewest(rows.newest());
    }
}
