package io.accountsync.source.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the state keeps of topics, for tests without one. */
final class KnownTopics implements TopicNumbers {
    private final Map<String, Map<String, Long>> topics = new LinkedHashMap<>();

    @Override
    public synchronized Optional<Long> number(String topic, String id) {
        return Optional.ofNullable(topics.getOrDefault(topic, Map.of()).get(id));
    }

    @Override
    public synchronized long latest(String topic) {
        return Math.max(0, topics.getOrDefault(topic, Map.of()).size() - 1);
    }

    @Override
    public synchronized boolean hadAnother(String cluster, String topic, String id) {
        return topics.getOrDefault(topic, Map.of()).keySet().stream().anyMatch(other -> !other.equals(id));
    }

    @Override
    public synchronized boolean keep(String cluster, String topic, String id) {
        Map<String, Long> ids = topics.computeIfAbsent(topic, none -> new LinkedHashMap<>());
        return ids.putIfAbsent(id, (long) ids.size()) == null;
    }
}
