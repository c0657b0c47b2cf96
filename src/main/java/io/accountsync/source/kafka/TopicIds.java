package io.accountsync.source.kafka;

import io.accountsync.config.Sentence;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/** Asks the broker that a batch came from for the ids of topics. */
interface TopicIds {
    /**
     * Asks now.
     *
     * @return by topic; absent where there is none, as for a moment while it is made again
     * @throws TopicIdException when ids cannot be had from this broker, or with this login
     */
    Map<String, TopicId> find(Exchange batch, KafkaClient client, Set<String> topics) throws TopicIdException;

    /** Why ids cannot be had, for a person. */
    final class TopicIdException extends Exception {
        private static final long serialVersionUID = 1L;

        TopicIdException(String reason, Throwable cause) {
            super(Sentence.closed(reason), cause);
        }
    }
}
