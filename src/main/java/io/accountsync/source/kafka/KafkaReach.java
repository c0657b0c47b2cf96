package io.accountsync.source.kafka;

import io.accountsync.config.Causes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.Endpoint;

/**
 * Whether a route from Kafka would get records: asked with a client as camel-kafka makes it, which joins no group, commits nothing and
 * makes no topic. Its classes are those of the jars in lib/, so that they are known by their names only.
 */
public final class KafkaReach {
    private static final String ENDPOINT = "org.apache.camel.component.kafka.KafkaEndpoint";
    private static final Duration FETCH = Duration.ofMillis(500);

    private final Endpoint endpoint;
    private final Duration patience;

    /**
     * Of an address that a route begins with.
     *
     * @param patience how long an answer may take
     */
    public KafkaReach(Endpoint endpoint, Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
    }

    /** Whether an address is one of camel-kafka. */
    public static boolean isKafka(Endpoint endpoint) {
        Class<?> type = endpoint.getClass();
        return ENDPOINT.equals(type.getName());
    }

    /** Why no records would come, in words, with the remedy; empty where they would. */
    public Optional<String> trouble() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(endpoint.getClass().getClassLoader());
        try {
            Object settings = call(endpoint, "getConfiguration");
            return asked(settings, String.valueOf(brokers(settings)));
        } catch (InvocationTargetException e) {
            // It names no brokers, or has a setting that there is not: whoever looks at the route itself, or makes it,
            // says so.
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of camel-kafka has not the methods that 4.18 has", e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private Optional<String> asked(Object settings, String brokers) throws ReflectiveOperationException {
        KafkaTrouble trouble = new KafkaTrouble(
                brokers, String.valueOf(call(settings, "getTopic")), String.valueOf(call(settings, "getGroupId")));
        try (AutoCloseable consumer = consumer(settings, brokers)) {
            return lookAt(consumer, settings, trouble);
        } catch (InvocationTargetException e) {
            return Optional.of(trouble.of(Causes.root(e)));
        } catch (ReflectiveOperationException e) {
            throw e;
        } catch (Exception e) {
            return Optional.of(trouble.of(Causes.root(e)));
        }
    }

    private Optional<String> lookAt(Object consumer, Object settings, KafkaTrouble trouble) throws Exception {
        if (Boolean.TRUE.equals(call(settings, "isTopicIsPattern"))) {
            call(consumer, "listTopics", Duration.class, patience);
            return Optional.empty();
        }
        Set<Object> partitions = new LinkedHashSet<>();
        List<String> absent = new ArrayList<>();
        for (String topic : String.valueOf(call(settings, "getTopic")).split("\\s*,\\s*")) {
            List<Object> found = partitions(consumer, topic);
            partitions.addAll(found);
            if (found.isEmpty()) {
                absent.add(topic);
            }
        }
        if (!absent.isEmpty()) {
            return Optional.of(trouble.ofAbsent(absent));
        }
        // Whether the group may read, then whether the topic may be read: each is a right of its own.
        method(consumer, "committed", Set.class, Duration.class).invoke(consumer, partitions, patience);
        call(consumer, "assign", Collection.class, partitions);
        call(consumer, "seekToEnd", Collection.class, partitions);
        call(consumer, "poll", Duration.class, FETCH);
        return Optional.empty();
    }

    private List<Object> partitions(Object consumer, String topic) throws ReflectiveOperationException {
        Object infos =
                method(consumer, "partitionsFor", String.class, Duration.class).invoke(consumer, topic, patience);
        List<Object> partitions = new ArrayList<>();
        if (infos instanceof List<?> list) {
            Class<?> type = Class.forName("org.apache.kafka.common.TopicPartition", true, loader());
            for (Object info : list) {
                partitions.add(
                        type.getConstructor(String.class, int.class).newInstance(topic, call(info, "partition")));
            }
        }
        return partitions;
    }

    private AutoCloseable consumer(Object settings, String brokers) throws ReflectiveOperationException {
        Properties properties = (Properties) call(settings, "createConsumerProperties");
        method(endpoint, "updateClassProperties", Properties.class).invoke(endpoint, properties);
        properties.put("bootstrap.servers", brokers);
        Object group = call(settings, "getGroupId");
        properties.put("group.id", group == null ? "account-sync-check" : group);
        properties.put("enable.auto.commit", "false");
        properties.put("allow.auto.create.topics", "false");
        String millis = Long.toString(patience.toMillis());
        properties.putAll(Map.of("default.api.timeout.ms", millis, "request.timeout.ms", millis));
        // The client logs each attempt.
        String pause = Long.toString(patience.toMillis() / 2);
        properties.putAll(Map.of("reconnect.backoff.ms", pause, "reconnect.backoff.max.ms", pause));
        properties.remove("group.instance.id");
        Object factory = call(endpoint, "getKafkaClientFactory");
        return (AutoCloseable) method(factory, "getConsumer", Properties.class).invoke(factory, properties);
    }

    private Object brokers(Object settings) throws ReflectiveOperationException {
        Object factory = call(endpoint, "getKafkaClientFactory");
        return method(factory, "getBrokers", settings.getClass()).invoke(factory, settings);
    }

    private ClassLoader loader() {
        return endpoint.getClass().getClassLoader();
    }

    private static Object call(Object target, String name) throws ReflectiveOperationException {
        return method(target, name).invoke(target);
    }

    private static <T> void call(Object target, String name, Class<T> type, Object argument)
            throws ReflectiveOperationException {
        method(target, name, type).invoke(target, argument);
    }

    /** Of an interface where there is one that has it, since the class of a client need not be public. */
    private static Method method(Object target, String name, Class<?>... types) throws NoSuchMethodException {
        for (Class<?> type : target.getClass().getInterfaces()) {
            try {
                return type.getMethod(name, types);
            } catch (NoSuchMethodException e) {
                // Another one may have it, or the class itself.
                continue;
            }
        }
        return target.getClass().getMethod(name, types);
    }
}
