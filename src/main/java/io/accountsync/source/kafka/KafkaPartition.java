package io.accountsync.source.kafka;

/** One partition of a topic. */
record KafkaPartition(String topic, int number) {
    @Override
    public String toString() {
        return topic + "/" + number;
    }
}
