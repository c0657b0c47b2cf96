package io.accountsync.source.events;

import io.accountsync.config.ShownText;
import io.accountsync.source.SourceVersion;
import io.accountsync.source.TopicOffset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * A message of a stream.
 *
 * @param body what it holds; null for a tombstone
 * @param key that it was sent with; null where it has none
 * @param topic that it came by; null where it came by none
 * @param partition of the topic
 * @param offset in the partition; null where it has none
 * @param topicNumber of the topic among those of its name, from 0
 * @param newKey the key that the row has from now on, when the change gave it another one; else null
 * @param place for messages
 * @param isOfSource whether this process read it from the log of {@code source.url}
 */
record StreamMessage(
        Object body,
        Object key,
        String topic,
        Integer partition,
        Long offset,
        long topicNumber,
        Object newKey,
        String place,
        boolean isOfSource) {
    /** What camel-kafka calls it; it is no dependency of this. */
    private static final String KAFKA = "kafka.";

    private static final String NEW_KEY = "__debezium.newkey";

    static StreamMessage of(Message message) {
        String topic = message.getHeader(KAFKA + "TOPIC", String.class);
        Integer partition = message.getHeader(KAFKA + "PARTITION", Integer.class);
        Long offset = message.getHeader(KAFKA + "OFFSET", Long.class);
        Object key = message.getHeader(KAFKA + "KEY");
        String place =
                topic == null ? place(message) : "topic " + topic + ", partition " + partition + ", offset " + offset;
        return new StreamMessage(
                message.getBody(),
                key,
                topic,
                partition,
                offset,
                message.getHeader(StreamTopic.NUMBER, 0L, Long.class),
                message.getHeader(NEW_KEY),
                place,
                false);
    }

    static StreamMessage of(EventRecord change) {
        Map<String, String> headers = change.headers();
        return new StreamMessage(
                change.value(), change.key(), null, null, null, 0, headers.get(NEW_KEY), change.place(), true);
    }

    /** One entry of a list that this one holds. */
    StreamMessage entry(Object entry, int number) {
        return new StreamMessage(
                entry, key, topic, partition, offset, topicNumber, null, place + ", entry " + number, isOfSource);
    }

    /** With what its bytes say. */
    StreamMessage with(Object read) {
        return new StreamMessage(read, key, topic, partition, offset, topicNumber, newKey, place, isOfSource);
    }

    /** Where it stands in its partition; null where it came by none. */
    SourceVersion version(EventSettings settings) {
        return topic == null || partition == null || offset == null
                ? null
                : new SourceVersion(
                        settings.origin("kafka:" + topic + "/" + partition),
                        new TopicOffset(topicNumber, offset).value());
    }

    boolean hasKey() {
        return key != null;
    }

    /** The key as text; null where it is none. */
    String keyText() {
        return text(key);
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value instanceof CharSequence || value instanceof Number || value instanceof UUID
                ? value.toString()
                : null;
    }

    /** A file by its name, which a person finds again; anything else by its id, and where and when it came. */
    private static String place(Message message) {
        Exchange exchange = message.getExchange();
        String route = exchange == null ? null : exchange.getFromRouteId();
        String file = message.getHeader(Exchange.FILE_NAME, String.class);
        String what =
                file == null ? "message " + message.getMessageId() + arrival(exchange) : "file " + ShownText.key(file);
        return what + (route == null ? "" : " of the route " + route);
    }

    /** Without parameters, of which some are secrets, and without a login. */
    private static String arrival(Exchange exchange) {
        if (exchange == null || exchange.getFromEndpoint() == null) {
            return "";
        }
        String address = exchange.getFromEndpoint()
                .getEndpointUri()
                .replaceFirst("\\?(?s:.*)", "")
                .replaceFirst("//[^/]*@", "//");
        return " that came by " + ShownText.line(address) + " at "
                + Instant.ofEpochMilli(exchange.getClock().getCreated()).truncatedTo(ChronoUnit.SECONDS);
    }
}
