package io.accountsync.source.events;

import io.accountsync.source.ReplacementCharacter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.util.CaseInsensitiveMap;

/** The key of a message, as columns of its row. docs/kafka.md lists the forms that are understood. */
final class EventKey {
    /** A GUID as Microsoft writes it is no JSON. */
    private static final Pattern GUID = Pattern.compile("\\{[0-9A-Fa-f-]+}");

    private final EventSettings settings;
    private final EventColumns columns;

    EventKey(EventSettings settings, EventColumns columns) {
        this.settings = settings;
        this.columns = columns;
    }

    /**
     * The columns that a tombstone tells: all that the External ID is made of.
     *
     * @throws MalformedEventException when it has no key, or one that does not say which row is gone
     */
    Map<String, Object> ofTombstone(StreamMessage message) throws MalformedEventException {
        Object key = message.key() instanceof Map<?, ?> ? message.key() : message.keyText();
        if (message.key() == null) {
            throw new MalformedEventException(
                    "the message has neither a row nor a key, so that it is not known which row it is about; send the key with it");
        }
        if (key == null) {
            throw notUnderstood("is neither text nor bytes nor a number; let the consumer read keys as text");
        }
        Object value = key instanceof String text ? read(text) : key;
        ConnectSchema schema = ConnectSchema.NONE;
        if (value instanceof Map<?, ?> whole && ConnectSchema.isAround(whole)) {
            schema = ConnectSchema.of(whole.get("schema"));
            value = whole.get("payload");
        }
        return value instanceof Map<?, ?> row ? complete(columns.of(schema, row, Map.of())) : plain(schema, value);
    }

    /**
     * The columns of the key of a change that tells nothing else of a deleted row: also of one that is a text or a number. An object that
     * lacks what the External ID is made of is left to whoever maps the row.
     *
     * @throws MalformedEventException when it is neither an object nor says which row is gone
     */
    Map<String, Object> ofDeletion(StreamMessage message) throws MalformedEventException {
        Map<String, Object> columns = of(message.keyText());
        return columns.isEmpty() && !settings.keyColumns().isEmpty() ? ofTombstone(message) : columns;
    }

    /** The columns of a key; none where it is no JSON object, or was no text: it could be the key of another row. */
    Map<String, Object> of(String key) {
        if (key == null || ReplacementCharacter.isIn(key) || !key.stripLeading().startsWith("{")) {
            return Map.of();
        }
        try {
            Map<?, ?> whole = (Map<?, ?>) EventJson.read(key);
            return ConnectSchema.isAround(whole)
                    ? whole.get("payload") instanceof Map<?, ?> payload
                            ? columns.of(ConnectSchema.of(whole.get("schema")), payload, Map.of())
                            : Map.of()
                    : columns.of(ConnectSchema.NONE, whole, Map.of());
        } catch (MalformedEventException e) {
            return Map.of();
        }
    }

    /** What the text of a key says: an object or a text where it is JSON, else itself. */
    private static Object read(String key) throws MalformedEventException {
        String text = key.strip();
        if (ReplacementCharacter.isIn(text) || text.chars().anyMatch(Character::isISOControl)) {
            throw notUnderstood(
                    "is not text, as of Avro or of a binary number; have the producer write it as text or as JSON");
        }
        boolean isJson = text.startsWith("{") && !GUID.matcher(text).matches()
                || text.startsWith("[")
                || text.startsWith("\"")
                || text.equals("null");
        if (!isJson) {
            return key;
        }
        try {
            return EventJson.read(text);
        } catch (MalformedEventException e) {
            throw notUnderstood("begins as JSON does and is none; send it as text, or as a whole JSON value");
        }
    }

    private Map<String, Object> plain(ConnectSchema schema, Object value) throws MalformedEventException {
        if (value == null || value.toString().isBlank()) {
            throw notUnderstood("is empty; send the value that the External ID is made of");
        }
        if (settings.keyColumns().size() != 1) {
            throw notUnderstood(
                    "is not a JSON object, so that it is not known which columns it has; send the key as JSON"
                            + " object, such as {\"customer_id\": 1}");
        }
        String column = settings.keyColumns().iterator().next();
        Object read = ConnectValues.of(column, schema, value);
        if (read instanceof List<?> || read instanceof Boolean || read instanceof byte[]) {
            throw notUnderstood("is a list, bytes, true or false; send a text, a number or a JSON object");
        }
        return new CaseInsensitiveMap(Map.of(column, read));
    }

    /** Part of a key could be another row's. */
    private Map<String, Object> complete(Map<String, Object> key) throws MalformedEventException {
        List<String> missing = settings.keyColumns().stream()
                .filter(column -> key.get(column) == null)
                .sorted()
                .toList();
        if (key.isEmpty() || !missing.isEmpty()) {
            throw notUnderstood("has no value for what the External ID is made of"
                    + (missing.isEmpty() ? "" : " (" + String.join(", ", missing) + ")")
                    + "; send these columns in the key, as with message.key.columns of Debezium");
        }
        return key;
    }

    private static MalformedEventException notUnderstood(String reason) {
        return new MalformedEventException("the message says that a row is gone, and its key " + reason);
    }
}
