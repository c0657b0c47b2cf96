package io.accountsync.source.kafka;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/**
 * Ids by Kafka's Admin client, with the brokers and the login of the consumer that the batch came from; a right to read a topic is one to
 * describe it. One client an endpoint, which is kept. By reflection, as the rest of this package. Safe for several threads.
 */
final class BrokerTopicIds implements TopicIds, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a broker says that is older than ids of topics, which came with Kafka 2.8. */
    private static final String NO_ID = "AAAAAAAAAAAAAAAAAAAAAA";

    private final Map<Object, Object> admins = new WeakHashMap<>();
    private final Map<Object, String> clusters = new WeakHashMap<>();

    @Override
    public Map<String, TopicId> find(Exchange batch, KafkaClient client, Set<String> topics) throws TopicIdException {
        Map<String, TopicId> found = new HashMap<>();
        try {
            Object admin = admin(batch.getFromEndpoint(), client.classes());
            Class<?> type = client.classes().loadClass("org.apache.kafka.clients.admin.Admin");
            Object result = type.getMethod("describeTopics", Collection.class).invoke(admin, topics);
            Map<?, ?> descriptions =
                    (Map<?, ?>) result.getClass().getMethod("topicNameValues").invoke(result);
            for (Map.Entry<?, ?> each : descriptions.entrySet()) {
                Object description = description(each.getValue(), client.classes());
                if (description != null) {
                    String id = description
                            .getClass()
                            .getMethod("topicId")
                            .invoke(description)
                            .toString();
                    if (id.equals(NO_ID)) {
                        throw new TopicIdException("the broker is older than Kafka 2.8", null);
                    }
                    found.put(each.getKey().toString(), new TopicId(cluster(admin, type), id));
                }
            }
            return found;
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException target ? target.getCause() : e;
            throw new TopicIdException("Kafka's client says: " + cause.getMessage(), cause);
        }
    }

    /** Null where there is no such topic at the moment. */
    private static Object description(Object future, ClassLoader classes)
            throws TopicIdException, ReflectiveOperationException {
        try {
            return get(future);
        } catch (ExecutionException e) {
            if (classes.loadClass("org.apache.kafka.common.errors.UnknownTopicOrPartitionException")
                    .isInstance(e.getCause())) {
                return null;
            }
            throw new TopicIdException("the broker says: " + e.getCause().getMessage(), e);
        }
    }

    /** Kafka's futures are Java's in all clients that camel-kafka can have. */
    private static Object get(Object future) throws ExecutionException, TopicIdException {
        try {
            return ((Future<?>) future).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicIdException("interrupted", e);
        } catch (TimeoutException e) {
            throw new TopicIdException("no broker answered within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    private synchronized Object admin(Endpoint endpoint, ClassLoader classes)
            throws ReflectiveOperationException, TopicIdException {
        if (endpoint == null) {
            throw new TopicIdException("the batch does not say which consumer it came from", null);
        }
        Object admin = admins.get(endpoint);
        if (admin == null) {
            admin = classes.loadClass("org.apache.kafka.clients.admin.Admin")
                    .getMethod("create", Properties.class)
                    .invoke(null, properties(endpoint, classes));
            admins.put(endpoint, admin);
        }
        return admin;
    }

    /** Those of the consumer that an Admin client knows. */
    private static Properties properties(Endpoint endpoint, ClassLoader classes) throws ReflectiveOperationException {
        Object configuration = endpoint.getClass().getMethod("getConfiguration").invoke(endpoint);
        Properties all = (Properties)
                configuration.getClass().getMethod("createConsumerProperties").invoke(configuration);
        Set<?> known = (Set<?>) classes.loadClass("org.apache.kafka.clients.admin.AdminClientConfig")
                .getMethod("configNames")
                .invoke(null);
        Properties properties = new Properties();
        all.forEach((key, value) -> {
            if (known.contains(key)) {
                properties.put(key, value);
            }
        });
        Object factory = endpoint.getClass().getMethod("getKafkaClientFactory").invoke(endpoint);
        Object brokers = factory.getClass()
                .getMethod("getBrokers", configuration.getClass())
                .invoke(factory, configuration);
        if (brokers != null) {
            properties.put("bootstrap.servers", brokers);
        }
        return properties;
    }

    private synchronized String cluster(Object admin, Class<?> type)
            throws ReflectiveOperationException, TopicIdException {
        String cluster = clusters.get(admin);
        if (cluster == null) {
            Object result = type.getMethod("describeCluster").invoke(admin);
            Object future = result.getClass().getMethod("clusterId").invoke(result);
            try {
                cluster = String.valueOf(get(future));
            } catch (ExecutionException e) {
                throw new TopicIdException("the cluster does not say its id: " + e.getMessage(), e);
            }
            clusters.put(admin, cluster);
        }
        return cluster;
    }

    @Override
    public synchronized void close() {
        for (Object admin : admins.values()) {
            try {
                admin.getClass().getMethod("close", Duration.class).invoke(admin, Duration.ZERO);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this version of Kafka's client cannot be closed as 3.9 can", e);
            }
        }
        admins.clear();
    }
}
