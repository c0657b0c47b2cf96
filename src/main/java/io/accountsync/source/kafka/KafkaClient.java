package io.accountsync.source.kafka;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * The Kafka client of a consumer of camel-kafka, which it hands over with each record when {@code allowManualCommit} is true. To be
 * called in the thread that brought the record, since the client is for one thread at a time.
 */
final class KafkaClient {
    private static final String HEADER = "CamelKafkaManualCommit";

    private final Object consumer;
    private final Duration patience;
    private final ClassLoader classes;

    private KafkaClient(Object consumer, Duration patience) {
        this.consumer = consumer;
        this.patience = patience;
        this.classes = consumer.getClass().getClassLoader();
    }

    /** That of a record; null where the record has none. */
    static KafkaClient of(Exchange record) {
        Object commit = record.getMessage().getHeader(HEADER);
        if (commit == null) {
            return null;
        }
        try {
            Object payload =
                    commit.getClass().getMethod("getCamelExchangePayload").invoke(commit);
            Object timeout = commit.getClass().getMethod("getCommitTimeout").invoke(commit);
            return new KafkaClient(
                    payload.getClass().getField("consumer").get(payload), Duration.ofMillis((Long) timeout));
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    /** Where classes of the client are found. */
    ClassLoader classes() {
        return classes;
    }

    /** The object itself, to tell one consumer from another. */
    Object identity() {
        return consumer;
    }

    /** The partitions that it reads now. */
    Set<KafkaPartition> assignment() {
        Set<KafkaPartition> partitions = new LinkedHashSet<>();
        try {
            for (Object partition : (Set<?>) call("assignment")) {
                Class<?> type = partition.getClass();
                partitions.add(
                        new KafkaPartition((String) type.getMethod("topic").invoke(partition), (Integer)
                                type.getMethod("partition").invoke(partition)));
            }
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
        return partitions;
    }

    /**
     * Commits the offsets from which the group reads on, and waits until the broker has them.
     *
     * @throws RuntimeException of Kafka's client when the consumer is no longer part of its group, or the broker does not answer
     */
    void commit(Map<KafkaPartition, Long> next) {
        try {
            Class<?> partitions = classes.loadClass("org.apache.kafka.common.TopicPartition");
            Class<?> offsets = classes.loadClass("org.apache.kafka.clients.consumer.OffsetAndMetadata");
            Map<Object, Object> commit = new HashMap<>();
            for (Map.Entry<KafkaPartition, Long> entry : next.entrySet()) {
                commit.put(
                        partitions
                                .getConstructor(String.class, int.class)
                                .newInstance(
                                        entry.getKey().topic(), entry.getKey().number()),
                        offsets.getConstructor(long.class).newInstance(entry.getValue()));
            }
            type().getMethod("commitSync", Map.class, Duration.class).invoke(consumer, commit, patience);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException said ? said : unknown(e);
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    private Object call(String method) throws ReflectiveOperationException {
        return type().getMethod(method).invoke(consumer);
    }

    /** The interface, since the class of the client need not be public. */
    private Class<?> type() throws ClassNotFoundException {
        return classes.loadClass("org.apache.kafka.clients.consumer.Consumer");
    }

    private static IllegalStateException unknown(ReflectiveOperationException cause) {
        return new IllegalStateException(
                "this version of camel-kafka does not hand its client over as 4.18 does", cause);
    }
}
