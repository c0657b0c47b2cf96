package io.accountsync.run;

import io.accountsync.source.kafka.KafkaBroker;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Rows of customers in the topic of docs/examples/kafka/consume.camel.yaml, and what the newest of each is. */
public final class TopicRows implements AutoCloseable {
    /** The topic that the example reads. */
    public static final String TOPIC = "customers";

    /** The group that it is of. */
    public static final String GROUP = "account-sync";

    /** The sync of these rows. */
    public static final String SYNC =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    fields:
                      Customer_Id__c: "${body[customer_id]}"
                      Name: "${body[name]}"
                      NumberOfEmployees: "${body[version]}"
            """;

    private final KafkaProducer<String, String> producer;
    private final Map<String, Integer> newest = new HashMap<>();

    public TopicRows(KafkaBroker broker) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.address(),
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        "200"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** The next change of each of these customers; returns when the broker has it. */
    public TopicRows change(int from, int to) throws ExecutionException, InterruptedException {
        java.util.concurrent.Future<?> last = null;
        for (int key = from; key <= to; key++) {
            String id = "C" + key;
            int version = newest.merge(id, 1, Integer::sum);
            last = send(
                    id,
                    "{\"customer_id\": \"" + id + "\", \"name\": \"Customer " + key + "\", \"version\": " + version
                            + "}");
        }
        producer.flush();
        if (last != null) {
            last.get();
        }
        return this;
    }

    /** Anything. */
    public java.util.concurrent.Future<?> send(String key, String value) {
        return producer.send(new ProducerRecord<>(TOPIC, key, value));
    }

    /** The version of each customer that was published last. */
    public Map<String, Integer> newest() {
        return newest;
    }

    @Override
    public void close() {
        producer.close();
    }
}
