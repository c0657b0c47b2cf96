package io.accountsync.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route of the docs on a real broker, whatever happens behind it: no row is left out, and none overtakes another. */
@Tag("full")
class KafkaConsumerIT {
    private static final String GROUP = "account-sync";

    private static KafkaBroker broker;
    private static KafkaProducer<String, String> producer;

    private final List<String> handedOver = Collections.synchronizedList(new ArrayList<>());
    private String topic;

    @BeforeAll
    static void startBroker(@TempDir Path directory) throws Exception {
        broker = KafkaBroker.start(directory);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new StringSerializer(), new StringSerializer());
    }

    @AfterAll
    static void endBroker() throws Exception {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void nameTopic() {
        topic = "customers-" + UUID.randomUUID();
    }

    @Test
    void offsetsOfAllPartitionsAreCommittedAfterTheRowsAreDoneAndNotBefore() throws Exception {
        broker.createTopic(topic, 3);
        publish(0, 30);
        List<Map<Integer, Long>> whileHandedOver = Collections.synchronizedList(new ArrayList<>());
        try (KafkaRoute route = route(exchange -> {
            take(exchange);
            whileHandedOver.add(broker.committed(GROUP, topic));
        })) {
            await().until(() -> broker.lag(GROUP, topic) == 0);
        }
        assertThat(handedOver).hasSize(30).doesNotHaveDuplicates();
        assertThat(whileHandedOver.get(0).values())
                .as("where the first batch began")
                .containsOnly(0L);
        assertThat(broker.committed(GROUP, topic)).containsOnlyKeys(0, 1, 2);
    }

    @Test
    void aBatchThatFailsComesAgainAndNothingAfterItIsHandedOverBefore() throws Exception {
        broker.createTopic(topic, 1);
        publish(0, 2500);
        AtomicInteger calls = new AtomicInteger();
        try (KafkaRoute route = route(exchange -> {
            if (calls.incrementAndGet() % 2 == 1) {
                throw new IllegalStateException("as told");
            }
            take(exchange);
        })) {
            await().until(() -> broker.lag(GROUP, topic) == 0);
        }
        assertThat(handedOver).containsExactlyElementsOf(keys(0, 2500));
    }

    /** Why the route is as it is: camel-kafka goes on after a batch that failed, and commits the next one. */
    @Test
    void withoutOurStepsAndSettingsABatchThatFailsIsLost() throws Exception {
        broker.createTopic(topic, 1);
        publish(0, 300);
        AtomicInteger calls = new AtomicInteger();
        String plain = text().replace("breakOnFirstError: true", "breakOnFirstError: false")
                .replace("allowManualCommit: true", "allowManualCommit: false")
                .replace("autoCommitEnable: false", "autoCommitEnable: true")
                .replace("maxPollRecords: 1000", "maxPollRecords: 100")
                .replaceAll("(?s) {8}- bean:.*?method: \\w+\n", "");
        try (KafkaRoute route = route(plain, exchange -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("as told");
            }
            take(exchange);
        })) {
            await().until(() -> broker.lag(GROUP, topic) == 0);
        }
        assertThat(handedOver).containsExactlyElementsOf(keys(100, 300));
    }

    /** camel-kafka goes back to committed offsets when it is resumed, and on where there are none. */
    @Test
    void aConsumerThatIsSuspendedWhileItsFirstBatchFailsReadsItWhenItIsResumed() throws Exception {
        broker.createTopic(topic, 1);
        publish(0, 50);
        CountDownLatch handed = new CountDownLatch(1);
        CountDownLatch suspended = new CountDownLatch(1);
        try (KafkaRoute route = route(exchange -> {
            if (handed.getCount() > 0) {
                handed.countDown();
                suspended.await();
                throw new IllegalStateException("as told");
            }
            take(exchange);
        })) {
            handed.await();
            KafkaConsumer consumer =
                    (KafkaConsumer) route.context().getRoute(KafkaRoute.ID).getConsumer();
            consumer.suspend();
            suspended.countDown();
            await().until(consumer::isKafkaPaused);
            publish(50, 60);
            consumer.resume();
            await().until(() -> broker.lag(GROUP, topic) == 0);
        }
        assertThat(handedOver).containsExactlyElementsOf(keys(0, 60));
    }

    @Test
    void aRouteThatIsStoppedInAFailingBatchReadsItWhenItIsStartedAgain() throws Exception {
        broker.createTopic(topic, 2);
        publish(0, 50);
        AtomicInteger calls = new AtomicInteger();
        try (KafkaRoute route = route(exchange -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("as told");
            }
            take(exchange);
        })) {
            await().until(() -> calls.get() > 0);
            route.context().getRouteController().stopRoute(KafkaRoute.ID);
            publish(50, 60);
            route.context().getRouteController().startRoute(KafkaRoute.ID);
            await().until(() -> broker.lag(GROUP, topic) == 0);
        }
        assertThat(new TreeSet<>(handedOver)).containsExactlyInAnyOrderElementsOf(keys(0, 60));
    }

    /** The second one joins while the first has a batch in its hands. */
    @Test
    void rowsAreSharedWhenAnotherConsumerComesAndEachKeyKeepsItsOrder() throws Exception {
        broker.createTopic(topic, 4);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch joined = new CountDownLatch(1);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        publishRounds(1, 20);
        try (KafkaRoute one = route(exchange -> {
            first.countDown();
            joined.await();
            rounds(exchange, seen);
        })) {
            first.await();
            try (KafkaRoute other = route(exchange -> rounds(exchange, seen))) {
                await().until(() -> broker.group(GROUP).members().size() == 2);
                joined.countDown();
                publishRounds(21, 40);
                await().until(() -> broker.lag(GROUP, topic) == 0);
            }
        }
        for (int key = 0; key < 16; key++) {
            String of = key + ":";
            List<Integer> rounds = seen.stream()
                    .filter(row -> row.startsWith(of))
                    .map(row -> Integer.valueOf(row.substring(of.length())))
                    // What was not committed yet when its partition went to another consumer comes once more.
                    .distinct()
                    .toList();
            assertThat(rounds).as("of key " + key).isSorted().contains(1, 20, 21, 40);
        }
    }

    private KafkaRoute route(Processor stream) throws Exception {
        return route(text(), stream);
    }

    private static KafkaRoute route(String text, Processor stream) throws Exception {
        return new KafkaRoute(text, broker, stream);
    }

    private String text() throws Exception {
        return KafkaRoute.text().replace("topic: customers", "topic: " + topic);
    }

    private void publish(int from, int to) {
        keys(from, to).forEach(key -> send(key, "{\"customer_id\": \"" + key + "\"}"));
        producer.flush();
    }

    private void publishRounds(int from, int to) {
        for (int round = from; round <= to; round++) {
            for (int key = 0; key < 16; key++) {
                send(Integer.toString(key), Integer.toString(round));
            }
        }
        producer.flush();
    }

    private void send(String key, String value) {
        producer.send(new ProducerRecord<>(topic, key, value));
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private void take(Exchange exchange) {
        for (Exchange each : rows(exchange)) {
            String key = each.getMessage().getHeader("kafka.KEY", String.class);
            assertThat(value(each)).contains(key);
            handedOver.add(key);
        }
    }

    private static void rounds(Exchange exchange, List<String> seen) {
        for (Exchange each : rows(exchange)) {
            seen.add(each.getMessage().getHeader("kafka.KEY") + ":" + value(each));
        }
    }

    private static List<Exchange> rows(Exchange batch) {
        return ((List<?>) batch.getMessage().getBody())
                .stream().map(Exchange.class::cast).toList();
    }

    private static String value(Exchange row) {
        return new String(row.getMessage().getBody(byte[].class), StandardCharsets.UTF_8);
    }
}
