package io.accountsync.source.events;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which row was the last of each partition whose deletion was told, so that the tombstone behind it is not told again: it has the
 * columns of the table's key only, in which the External ID need not be.
 */
final class LastDeletions {
    private final Map<String, String> lastByPartition = new ConcurrentHashMap<>();

    /** A message with a value came. */
    void see(StreamMessage message, boolean isDeletion) {
        String key = message.keyText();
        if (isDeletion && key != null) {
            lastByPartition.put(partition(message), key);
        } else {
            lastByPartition.remove(partition(message));
        }
    }

    /** Whether the message before this one, a tombstone, was the deletion of the same row. */
    boolean isKnown(StreamMessage tombstone) {
        String key = tombstone.keyText();
        return key != null && lastByPartition.remove(partition(tombstone), key);
    }

    private static String partition(StreamMessage message) {
        return message.topic() + "/" + message.partition();
    }
}
