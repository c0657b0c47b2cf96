package io.accountsync.source.events;

import java.util.Map;
import org.apache.camel.util.CaseInsensitiveMap;

/** The key of a message, as columns of its row. */
final class EventKey {
    private final EventSettings settings;
    private final EventColumns columns;

    EventKey(EventSettings settings, EventColumns columns) {
        this.settings = settings;
        this.columns = columns;
    }

    /**
     * The columns that a tombstone tells.
     *
     * @throws MalformedEventException when it has no key, or one of which it is not known in which column it stands
     */
    Map<String, Object> ofTombstone(StreamMessage message) throws MalformedEventException {
        String key = message.keyText();
        if (key == null) {
            throw new MalformedEventException(
                    "the message has neither a row nor a key, so that it is not known which row it is about; send the key with it");
        }
        Map<String, Object> read = of(key);
        if (!read.isEmpty()) {
            return read;
        }
        if (settings.keyColumns().size() == 1) {
            return new CaseInsensitiveMap(
                    Map.of(settings.keyColumns().iterator().next(), key));
        }
        throw new MalformedEventException(
                "the message says that a row is gone, and its key is not a JSON object, so that it is not known"
                        + " which columns it has; send the key as JSON object, such as {\"customer_id\": 1}");
    }

    /** The columns of a key; none where it is no JSON object. */
    Map<String, Object> of(String key) {
        if (key == null || !key.stripLeading().startsWith("{")) {
            return Map.of();
        }
        try {
            Map<?, ?> whole = (Map<?, ?>) EventJson.read(key);
            return whole.get("schema") instanceof Map<?, ?> schema && whole.get("payload") instanceof Map<?, ?> payload
                    ? columns.of(ConnectSchema.of(schema), payload, Map.of())
                    : columns.of(ConnectSchema.NONE, whole, Map.of());
        } catch (MalformedEventException e) {
            return Map.of();
        }
    }
}
