package io.accountsync.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import io.accountsync.source.TopicOffset;
import io.accountsync.source.events.StreamTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualSyncCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The steps around the one that hands rows over, with Kafka's own stand-in for its client. */
class KafkaOffsetsTest {
    private static final TopicPartition ZERO = new TopicPartition("customers", 0);
    private static final TopicPartition ONE = new TopicPartition("customers", 1);

    private final DefaultCamelContext context = new DefaultCamelContext(false);

    private MockConsumer<byte[], byte[]> consumer = newConsumer();

    private final TopicNumbers numbers = new KnownTopics();

    /** By which the broker knows the topic now; null where it does not say. */
    private String topicId = "first";

    private final KafkaOffsets offsets = new KafkaOffsets(numbers, (batch, client, topics) -> {
        if (topicId == null) {
            throw new TopicIds.TopicIdException("the broker is older than Kafka 2.8", null);
        }
        return Map.of("customers", new TopicId("cluster", topicId));
    });

    @Test
    void theBeginningIsCommittedBeforeAndTheEndAfterTheRowsAreHandedOverForEachPartition() {
        consumer.assign(List.of(ZERO, ONE));
        Exchange batch = batch(record(ZERO, 7), record(ONE, 40), record(ZERO, 8), record(ZERO, 12));
        offsets.begin(batch);
        assertThat(committed(ZERO)).isEqualTo(7);
        assertThat(committed(ONE)).isEqualTo(40);

        offsets.commit(batch);
        assertThat(committed(ZERO)).isEqualTo(13);
        assertThat(committed(ONE)).isEqualTo(41);
    }

    @Test
    void theEndIsThatOfTheBatchWhateverTheStepsBetweenMadeOfTheBody() {
        consumer.assign(List.of(ZERO));
        Exchange batch = batch(record(ZERO, 7));
        offsets.begin(batch);
        batch.getMessage().setBody("something else");
        offsets.commit(batch);
        assertThat(committed(ZERO)).isEqualTo(8);
    }

    @Test
    void aRecordThatComesByItselfIsCommittedToo() {
        consumer.assign(List.of(ZERO));
        Exchange single = record(ZERO, 7);
        offsets.begin(single);
        offsets.commit(single);
        assertThat(committed(ZERO)).isEqualTo(8);
    }

    @Test
    void recordsOfAPartitionThatIsAnotherConsumersByNowAreLeftOutAndNotCommitted() {
        consumer.assign(List.of(ZERO));
        Exchange kept = record(ZERO, 7);
        Exchange batch = batch(record(ONE, 40), kept);
        offsets.begin(batch);
        assertThat(rows(batch)).isEqualTo(List.of(kept));
        offsets.commit(batch);
        assertThat(consumer.committed(Set.of(ZERO, ONE)).get(ONE)).isNull();

        Exchange none = batch(record(ONE, 41));
        offsets.begin(none);
        assertThat(rows(none)).isEmpty();
        offsets.commit(none);
        assertThat(committed(ZERO)).isEqualTo(8);
    }

    @Test
    void whatComesAfterABatchThatFailedIsRefusedUntilThatOneCameAgain() {
        consumer.assign(List.of(ZERO));
        offsets.begin(batch(record(ZERO, 7)));
        assertThatThrownBy(() -> offsets.begin(batch(record(ZERO, 8))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The batch from offset 7 of customers/0 on has failed, and Kafka's consumer went on with 8: this one"
                                + " is not sent either, and both come again");
        assertThat(committed(ZERO)).isEqualTo(7);

        Exchange again = batch(record(ZERO, 7), record(ZERO, 8));
        offsets.begin(again);
        offsets.commit(again);
        offsets.begin(batch(record(ZERO, 9)));
        assertThat(committed(ZERO)).isEqualTo(9);
    }

    @Test
    void aConsumerThatIsNoLongerOfItsGroupIsToldSoBeforeAnythingIsSent() {
        consumer.assign(List.of(ZERO));
        Exchange batch = batch(record(ZERO, 7));
        consumer.close();
        assertThatThrownBy(() -> offsets.begin(batch)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRouteThatCannotCommitIsToldHowItCould() {
        Exchange record = record(ZERO, 7);
        record.getMessage().removeHeader("CamelKafkaManualCommit");
        assertThatThrownBy(() -> offsets.begin(batch(record)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("without allowManualCommit: true");
        assertThatThrownBy(() -> offsets.commit(batch(record(ZERO, 7))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no step begin");
    }

    @Test
    void aTopicThatWasMadeAgainIsReadFromItsBeginningAndItsOffsetsAreLaterThanAllOfTheOneBefore() {
        consumer.assign(List.of(ZERO, ONE));
        Exchange old = batch(record(ZERO, 40));
        offsets.begin(old);
        offsets.commit(old);
        assertThat(numberOf(old)).isZero();

        topicId = "second";
        Exchange mixed = batch(record(ZERO, 41), record(ONE, 3));
        assertThatThrownBy(() -> offsets.begin(mixed)).hasMessageContaining("customers was deleted and made again");
        assertThat(committed(ZERO)).isZero();
        assertThat(committed(ONE)).isZero();

        assertThatThrownBy(() -> offsets.begin(batch(record(ZERO, 42))))
                .as("only a consumer that begins anew reads the new one")
                .hasMessageContaining("made again");

        consumer = newConsumer();
        consumer.assign(List.of(ZERO, ONE));
        Exchange fresh = batch(record(ZERO, 0));
        offsets.begin(fresh);
        assertThat(numberOf(fresh)).isEqualTo(1);
        assertThat(new TopicOffset(1, 0).value()).isGreaterThan(new TopicOffset(0, 1L << 40).value());
    }

    @Test
    void aTopicThatWasMadeAgainWhileNobodyReadItIsToldByTheNextConsumer() {
        numbers.keep("cluster", "customers", "before");
        consumer.assign(List.of(ZERO));

        assertThatThrownBy(() -> offsets.begin(batch(record(ZERO, 5)))).hasMessageContaining("made again");

        Exchange again = batch(record(ZERO, 0));
        offsets.begin(again);
        assertThat(numberOf(again)).isEqualTo(1);
    }

    @Test
    void whereTheBrokerDoesNotSayTheIdOfATopicOffsetsCountAsBefore() {
        topicId = null;
        consumer.assign(List.of(ZERO));
        Exchange batch = batch(record(ZERO, 7));
        offsets.begin(batch);
        offsets.commit(batch);
        assertThat(numberOf(batch)).isZero();
        assertThat(committed(ZERO)).isEqualTo(8);
        assertThat(TopicOffset.of(new TopicOffset(0, 7).value())).isEqualTo(new TopicOffset(0, 7));
        assertThat(new TopicOffset(0, 7).value())
                .as("as earlier versions wrote it")
                .isEqualTo(7);
    }

    @SuppressWarnings("deprecation") // The client that camel-kafka brings has no other constructor.
    private static MockConsumer<byte[], byte[]> newConsumer() {
        return new MockConsumer<>(OffsetResetStrategy.EARLIEST);
    }

    private static long numberOf(Exchange batch) {
        Exchange first = (Exchange) rows(batch).get(0);
        return first.getMessage().getHeader(StreamTopic.NUMBER, Long.class);
    }

    private static List<?> rows(Exchange batch) {
        return (List<?>) batch.getMessage().getBody();
    }

    private long committed(TopicPartition partition) {
        OffsetAndMetadata offset = consumer.committed(Set.of(partition)).get(partition);
        return offset.offset();
    }

    private Exchange batch(Exchange... records) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(new ArrayList<>(List.of(records)));
        return exchange;
    }

    private Exchange record(TopicPartition partition, long offset) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader("kafka.TOPIC", partition.topic());
        exchange.getMessage().setHeader("kafka.PARTITION", partition.partition());
        exchange.getMessage().setHeader("kafka.OFFSET", offset);
        exchange.getMessage()
                .setHeader(
                        "CamelKafkaManualCommit",
                        new DefaultKafkaManualSyncCommit(
                                new KafkaManualCommitFactory.CamelExchangePayload(exchange, consumer, "thread", null),
                                new KafkaManualCommitFactory.KafkaRecordPayload(partition, offset, 5000),
                                null));
        return exchange;
    }
}
