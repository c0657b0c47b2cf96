package io.accountsync.camel;

import io.accountsync.source.kafka.TopicNumbers;
import io.accountsync.state.KafkaTopics;
import io.accountsync.state.StateDatabase;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps in the state which topics of Kafka were read. The state is opened when the first row comes. */
final class StateTopics implements TopicNumbers {
    private final Supplier<StateDatabase> database;

    StateTopics(Supplier<StateDatabase> database) {
        this.database = database;
    }

    @Override
    public Optional<Long> number(String topic, String id) {
        return topics().number(topic, id);
    }

    @Override
    public long latest(String topic) {
        return topics().latest(topic);
    }

    @Override
    public boolean hadAnother(String cluster, String topic, String id) {
        return topics().hadAnother(cluster, topic, id);
    }

    @Override
    public boolean keep(String cluster, String topic, String id) {
        return topics().keep(cluster, topic, id);
    }

    private KafkaTopics topics() {
        return new KafkaTopics(database.get());
    }
}
