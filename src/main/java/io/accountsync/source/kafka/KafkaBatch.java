package io.accountsync.source.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The records that one exchange of a Kafka consumer brings, in the order in which they came.
 *
 * @param records an exchange each, as {@code batching: true} makes them; or the one exchange itself
 * @param spans from which offset to which they go, by partition
 */
record KafkaBatch(List<Exchange> records, Map<KafkaPartition, Span> spans) {
    private static final String TOPIC = "kafka.TOPIC";
    private static final String PARTITION = "kafka.PARTITION";
    private static final String OFFSET = "kafka.OFFSET";

    /** Offsets, both included. */
    record Span(long first, long last) {
        Span with(Span other) {
            return new Span(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /** Those of an exchange; none where it does not come from Kafka. */
    static KafkaBatch of(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getHeader(OFFSET) != null) {
            return of(List.of(exchange));
        }
        List<Exchange> records = new ArrayList<>();
        if (message.getBody() instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof Exchange each && each.getMessage().getHeader(OFFSET) != null) {
                    records.add(each);
                }
            }
        }
        return of(records);
    }

    private static KafkaBatch of(List<Exchange> records) {
        Map<KafkaPartition, Span> spans = new LinkedHashMap<>();
        for (Exchange each : records) {
            long offset = each.getMessage().getHeader(OFFSET, Long.class);
            spans.merge(partition(each), new Span(offset, offset), Span::with);
        }
        return new KafkaBatch(records, spans);
    }

    /** What is left of it when only the records of these partitions count. */
    KafkaBatch of(Set<KafkaPartition> partitions) {
        return of(records.stream()
                .filter(each -> partitions.contains(partition(each)))
                .toList());
    }

    /** Where a record is. */
    static KafkaPartition partition(Exchange each) {
        Message message = each.getMessage();
        return new KafkaPartition(message.getHeader(TOPIC, String.class), message.getHeader(PARTITION, Integer.class));
    }
}
