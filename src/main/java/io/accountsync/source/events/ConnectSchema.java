package io.accountsync.source.events;

import java.util.List;
import java.util.Map;

/**
 * What Kafka Connect's JSON says of a value, see {@code schemas.enable}: nothing of it where messages come without.
 *
 * @param json the schema; empty for none
 */
record ConnectSchema(Map<?, ?> json) {
    static final ConnectSchema NONE = new ConnectSchema(Map.of());

    /** Whether an object is a schema and what it describes: a message, or a key, of Kafka Connect. */
    static boolean isAround(Map<?, ?> whole) {
        return whole.size() == 2
                && whole.containsKey("payload")
                && whole.containsKey("schema")
                && (whole.get("schema") == null
                        || whole.get("schema") instanceof Map<?, ?> schema && schema.containsKey("type"));
    }

    static ConnectSchema of(Object json) {
        return json instanceof Map<?, ?> map ? new ConnectSchema(map) : NONE;
    }

    /** Such as {@code int32}. */
    String type() {
        return text("type");
    }

    /** What the value means, such as {@code io.debezium.time.Date}; empty where it means itself. */
    String name() {
        return text("name");
    }

    /** One of what the name may take; empty where there is none. */
    String parameter(String name) {
        return json.get("parameters") instanceof Map<?, ?> parameters && parameters.get(name) != null
                ? String.valueOf(parameters.get(name))
                : "";
    }

    /** Of a member of an object. */
    ConnectSchema field(String name) {
        if (json.get("fields") instanceof List<?> fields) {
            for (Object field : fields) {
                if (field instanceof Map<?, ?> map && name.equals(map.get("field"))) {
                    return new ConnectSchema(map);
                }
            }
        }
        return NONE;
    }

    /** Of the entries of a list. */
    ConnectSchema items() {
        return of(json.get("items"));
    }

    private String text(String name) {
        return json.get(name) instanceof String text ? text : "";
    }
}
