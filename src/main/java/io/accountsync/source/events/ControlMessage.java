package io.accountsync.source.events;

import java.util.Map;

/** Messages of Debezium that are about no row: heartbeats, changes of tables, beginnings and ends of transactions. */
final class ControlMessage {
    private ControlMessage() {}

    static boolean is(ConnectSchema schema, Map<?, ?> value, String topic) {
        return isNamedSo(schema.name()) || isHeartbeat(value, topic) || isOfTable(value) || isOfTransaction(value);
    }

    private static boolean isNamedSo(String schema) {
        return schema.startsWith("io.debezium.")
                && (schema.endsWith(".Heartbeat")
                        || schema.endsWith(".SchemaChangeValue")
                        || schema.endsWith(".TransactionMetadataValue"));
    }

    private static boolean isHeartbeat(Map<?, ?> value, String topic) {
        return value.size() == 1
                && value.get("ts_ms") instanceof Number
                && topic != null
                && topic.startsWith("__debezium-heartbeat");
    }

    /** It has no row before or after, and the statement that changed the table. */
    private static boolean isOfTable(Map<?, ?> value) {
        return value.get("source") instanceof Map<?, ?>
                && value.containsKey("ddl")
                && value.containsKey("tableChanges")
                && !value.containsKey("op");
    }

    private static boolean isOfTransaction(Map<?, ?> value) {
        return ("BEGIN".equals(value.get("status")) || "END".equals(value.get("status")))
                && value.containsKey("id")
                && value.containsKey("event_count")
                && value.containsKey("data_collections");
    }
}
