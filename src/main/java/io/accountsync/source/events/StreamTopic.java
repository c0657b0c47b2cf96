package io.accountsync.source.events;

/** How a step that knows more of Kafka's topics tells it to who reads their records. */
public final class StreamTopic {
    /** The header that has the number of a record's topic among those of its name, from 0; see {@link io.accountsync.source.TopicOffset}. */
    public static final String NUMBER = "accountSyncTopicNumber";

    private StreamTopic() {}
}
