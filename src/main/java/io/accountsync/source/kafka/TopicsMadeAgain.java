package io.accountsync.source.kafka;

import io.accountsync.source.events.StreamTopic;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a topic that was deleted and made again from the one before, by the id that its broker gives it, and marks the records of a batch
 * with the number of theirs. A batch in which the change shows may have records of both: it is refused, the group is set to the beginning
 * of the new topic, and the consumer begins anew. So no record of one ever goes by the number of the other. Safe for several threads.
 */
final class TopicsMadeAgain {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsMadeAgain.class);

    private final TopicNumbers numbers;
    private final TopicIds ids;

    /** What a consumer has read, so that a change is seen while it goes on; gone with it. */
    private final Map<Object, Map<String, String>> read = new WeakHashMap<>();

    private final Set<String> reportedWithoutId = ConcurrentHashMap.newKeySet();

    TopicsMadeAgain(TopicNumbers numbers, TopicIds ids) {
        this.numbers = numbers;
        this.ids = ids;
    }

    /**
     * Marks the records of a batch.
     *
     * @throws IllegalStateException when a topic was made again since the consumer, or anybody, read it: the batch comes again
     */
    void mark(Exchange exchange, KafkaClient client, KafkaBatch batch) {
        Set<String> topics =
                batch.spans().keySet().stream().map(KafkaPartition::topic).collect(Collectors.toSet());
        Map<String, TopicId> found = find(exchange, client, topics);
        Map<String, Long> all = new HashMap<>();
        for (String topic : topics) {
            TopicId id = found.get(topic);
            all.put(topic, id == null ? numbers.latest(topic) : number(topic, id, client, batch));
        }
        batch.records().forEach(record -> record.getMessage()
                .setHeader(
                        StreamTopic.NUMBER, all.get(KafkaBatch.partition(record).topic())));
    }

    private long number(String topic, TopicId id, KafkaClient client, KafkaBatch batch) {
        Optional<Long> known = numbers.number(topic, id.id());
        String before = read(client, topic, id.id());
        boolean isAnother = before != null && !before.equals(id.id())
                || known.isEmpty() && numbers.hadAnother(id.cluster(), topic, id.id());
        if (isAnother) {
            rewind(topic, client);
            if (numbers.keep(id.cluster(), topic, id.id())) {
                LOG.warn(
                        "The topic {} was deleted and made again: its offsets begin at 0, and it is read from its beginning. What was"
                                + " in the old one behind what was read is lost to the stream ({}): have it published again, or run"
                                + " the sync where it has a source route",
                        topic,
                        places(topic, batch));
            }
            throw new IllegalStateException("The topic " + topic
                    + " was deleted and made again: this batch may have records of both, so it is left, and the new topic is read"
                    + " from its beginning");
        }
        if (known.isEmpty()) {
            numbers.keep(id.cluster(), topic, id.id());
        }
        return known.or(() -> numbers.number(topic, id.id())).orElseThrow();
    }

    /** What the consumer read before; null at first. */
    private String read(KafkaClient client, String topic, String id) {
        synchronized (read) {
            return read.computeIfAbsent(client.identity(), consumer -> new HashMap<>())
                    .putIfAbsent(topic, id);
        }
    }

    private static void rewind(String topic, KafkaClient client) {
        Map<KafkaPartition, Long> beginning = new LinkedHashMap<>();
        client.assignment().stream()
                .filter(partition -> partition.topic().equals(topic))
                .forEach(partition -> beginning.put(partition, 0L));
        client.commit(beginning);
    }

    private static String places(String topic, KafkaBatch batch) {
        return batch.spans().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .map(entry -> "noticed at partition " + entry.getKey().number() + ", offset "
                        + entry.getValue().first())
                .collect(Collectors.joining("; "));
    }

    private Map<String, TopicId> find(Exchange exchange, KafkaClient client, Set<String> topics) {
        try {
            return ids.find(exchange, client, topics);
        } catch (TopicIds.TopicIdException e) {
            if (reportedWithoutId.add(exchange.getFromRouteId() + " " + e.getMessage())) {
                LOG.warn(
                        "The ids of the topics {} of the route {} cannot be had: {} A topic that is deleted and made again is known"
                                + " by its offsets only: set sync.stream.incarnation then",
                        topics,
                        exchange.getFromRouteId(),
                        e.getMessage());
            }
            return Map.of();
        }
    }
}
