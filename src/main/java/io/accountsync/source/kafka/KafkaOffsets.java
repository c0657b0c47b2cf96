package io.accountsync.source.kafka;

import io.accountsync.config.ConfigurationException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The two steps of a route from Kafka around the one that hands its rows over: offsets are committed after the state has the
 * outcome of each row, never before, and for each partition of the batch. camel-kafka 4.18 itself commits what it has read and
 * not yet handed over (batching with {@code autoCommitEnable}), or only the partition of the last record ({@code
 * BatchManualCommit}). docs/adr/0034-kafka.md has what else it does.
 */
public final class KafkaOffsets extends ServiceSupport {
    /** The name by which routes know it. */
    public static final String BEAN = "kafkaOffsets";

    private static final String BATCH = "accountSyncKafkaBatch";

    /** Where batches began that have not been committed; gone with the consumer, which begins anew after a failure. */
    private final Map<Object, Map<KafkaPartition, Long>> begun = new WeakHashMap<>();

    private final TopicsMadeAgain madeAgain;
    private final TopicIds ids;

    /** @param numbers of the topics that were read */
    public KafkaOffsets(TopicNumbers numbers) {
        this(numbers, new BrokerTopicIds());
    }

    KafkaOffsets(TopicNumbers numbers, TopicIds ids) {
        this.ids = ids;
        this.madeAgain = new TopicsMadeAgain(numbers, ids);
    }

    /**
     * Before rows are handed over. Takes records out of the batch whose partition went to another consumer while they waited
     * here, since that one reads them again. Commits where the batch begins: from there it comes again, also when this is the
     * first batch of the group, and a consumer that is no longer part of its group is told so before anything is sent.
     *
     * @throws IllegalStateException when the consumer went on although the batch before this one has failed, or when its topic was
     *     made again
     */
    public void begin(Exchange exchange) {
        KafkaBatch all = KafkaBatch.of(exchange);
        if (all.records().isEmpty()) {
            return;
        }
        KafkaClient client = client(all, exchange);
        KafkaBatch own = all.of(client.assignment());
        if (own.records().size() < all.records().size()) {
            exchange.getMessage().setBody(own.records());
        }
        madeAgain.mark(exchange, client, own);
        requireNothingSkipped(client, own);
        exchange.setProperty(BATCH, own);
        commit(client, own, KafkaBatch.Span::first);
    }

    /** After the state has the outcome of each row. */
    public void commit(Exchange exchange) {
        KafkaBatch batch = exchange.getProperty(BATCH, KafkaBatch.class);
        if (batch == null) {
            throw new ConfigurationException("The route " + exchange.getFromRouteId()
                    + " has the step commit of kafkaOffsets, and no step begin of it before its rows are handed over. Add it; "
                    + "docs/kafka.md has the route");
        }
        if (batch.records().isEmpty()) {
            return;
        }
        KafkaClient client = client(batch, exchange);
        commit(client, batch, span -> span.last() + 1);
        synchronized (begun) {
            begun.getOrDefault(client.identity(), Map.of())
                    .keySet()
                    .removeAll(batch.spans().keySet());
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (ids instanceof AutoCloseable clients) {
            clients.close();
        }
    }

    private void requireNothingSkipped(KafkaClient client, KafkaBatch batch) {
        synchronized (begun) {
            Map<KafkaPartition, Long> before = begun.computeIfAbsent(client.identity(), consumer -> new HashMap<>());
            batch.spans().forEach((partition, span) -> {
                long first = before.merge(partition, span.first(), Math::min);
                if (first < span.first()) {
                    throw new IllegalStateException("The batch from offset " + first + " of " + partition
                            + " on has failed, and Kafka's consumer went on with " + span.first()
                            + ": this one is not sent either, and both come again");
                }
            });
        }
    }

    private static void commit(KafkaClient client, KafkaBatch batch, Function<KafkaBatch.Span, Long> offset) {
        if (!batch.spans().isEmpty()) {
            Map<KafkaPartition, Long> next = new LinkedHashMap<>();
            batch.spans().forEach((partition, span) -> next.put(partition, offset.apply(span)));
            client.commit(next);
        }
    }

    private static KafkaClient client(KafkaBatch batch, Exchange exchange) {
        KafkaClient client = KafkaClient.of(batch.records().get(0));
        if (client == null) {
            throw new ConfigurationException("The route " + exchange.getFromRouteId()
                    + " reads from Kafka without allowManualCommit: true, so its offsets cannot be committed. Add it; "
                    + "docs/kafka.md has the route");
        }
        return client;
    }
}
