package io.accountsync.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The topics of Kafka that streams of this state read, by their names and the ids that brokers give them. They are numbered in the order in
 * which they were met: a topic that was made again has a greater number. Safe for several threads.
 */
public final class KafkaTopics {
    private final StateDatabase database;

    public KafkaTopics(StateDatabase database) {
        this.database = database;
    }

    /** Its number; empty where it was never met. */
    public Optional<Long> number(String topic, String id) {
        return database
                .with(db -> db.queryForList(
                        "select number from kafka_topic where topic = ? and topic_id = ?", Long.class, topic, id))
                .stream()
                .findFirst();
    }

    /** The number of the one that was met last; 0 where none was. */
    public long latest(String topic) {
        return database.with(db -> db.queryForObject(
                "select coalesce(max(number), 0) from kafka_topic where topic = ?", Long.class, topic));
    }

    /** Whether another one with this name was met in the same cluster. */
    public boolean hadAnother(String cluster, String topic, String id) {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from kafka_topic where topic = ? and cluster = ? and topic_id <> ?)",
                Boolean.class,
                topic,
                cluster,
                id));
    }

    /** Keeps one; says whether nobody did before. */
    public boolean keep(String cluster, String topic, String id) {
        boolean isNew = false;
        while (number(topic, id).isEmpty()) {
            // Of two that take one number at once the other one tries again.
            isNew = database.with(db -> db.update(
                            "insert into kafka_topic (topic, topic_id, cluster, number, seen_at)"
                                    + " select ?, ?, ?, coalesce(max(number) + 1, 0), ? from kafka_topic where topic = ?"
                                    + " on conflict do nothing",
                            topic,
                            id,
                            cluster,
                            database.now(),
                            topic))
                    > 0;
        }
        return isNew;
    }

    /** Those of these topics that took the place of another one, and that nobody was told of yet: they are told now. */
    public List<String> reportMadeAgain(Collection<String> topics) {
        List<String> reported = new ArrayList<>();
        for (String topic : topics) {
            List<Map<String, Object>> unreported = database.with(db -> db.queryForList(
                    "select t.topic_id from kafka_topic t where t.topic = ? and t.reported = 0 and exists (select 1 from"
                            + " kafka_topic o where o.topic = t.topic and o.cluster = t.cluster and o.number < t.number)",
                    topic));
            for (Map<String, Object> row : unreported) {
                boolean isOurs = database.with(db -> db.update(
                                "update kafka_topic set reported = 1 where topic = ? and topic_id = ? and reported = 0",
                                topic,
                                row.get("topic_id")))
                        > 0;
                if (isOurs) {
                    reported.add(topic);
                }
            }
        }
        return reported;
    }
}
