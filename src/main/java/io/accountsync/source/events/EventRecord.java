package io.accountsync.source.events;

import java.util.Map;

/**
 * One change as Debezium hands it over within this process.
 *
 * @param key as JSON; null where the table has none
 * @param value as JSON; null for a tombstone
 * @param headers as JSON, by name
 * @param place for messages
 */
public record EventRecord(String key, String value, Map<String, String> headers, String place) {
    public EventRecord {
        headers = Map.copyOf(headers);
    }

    /** Without key and value, which are a row's contents. */
    @Override
    public String toString() {
        return "EventRecord[" + place + "]";
    }
}
