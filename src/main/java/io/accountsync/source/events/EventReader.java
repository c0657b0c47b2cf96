package io.accountsync.source.events;

import io.accountsync.source.SourceEvent;
import io.accountsync.source.SourceVersion;
import java.util.List;
import java.util.Map;

/** The rows of one message whose JSON is read: none, one, or two where a row got another key. Safe for several threads. */
final class EventReader {
    private final EventSettings settings;
    private final EventColumns columns;
    private final ChangeEvents changes;
    private final EventKey keys;
    private final LastDeletions lastDeletions = new LastDeletions();

    EventReader(EventSettings settings) {
        this.settings = settings;
        this.columns = new EventColumns(new Placeholder(settings.placeholder()));
        this.keys = new EventKey(settings, columns);
        this.changes = new ChangeEvents(settings, columns, keys);
    }

    /** Reads a message. */
    List<Object> rows(StreamMessage message) throws MalformedEventException {
        Object value = message.body();
        ConnectSchema schema = ConnectSchema.NONE;
        if (value instanceof Map<?, ?> whole && ConnectSchema.isAround(whole)) {
            schema = ConnectSchema.of(whole.get("schema"));
            value = whole.get("payload");
        }
        if (value == null) {
            return tombstone(message);
        }
        if (!(value instanceof Map<?, ?> row)) {
            throw new MalformedEventException("the message is JSON, but not an object; send a row as JSON object");
        }
        if (ControlMessage.is(schema, row, message.topic())) {
            return List.of();
        }
        if (ChangeEvents.is(row)) {
            List<Object> events = changes.of(schema, row, message);
            lastDeletions.see(message, "d".equals(row.get("op")));
            return events;
        }
        lastDeletions.see(message, false);
        return List.of(row(schema, row, message));
    }

    /** A row as it is; also as Debezium's ExtractNewRecordState leaves it, with what it adds about deleted ones. */
    private SourceEvent row(ConnectSchema schema, Map<?, ?> row, StreamMessage message) throws MalformedEventException {
        boolean isDeleted = "true".equals(String.valueOf(row.get("__deleted"))) || "d".equals(row.get("__op"));
        // Whoever sends a schema along has all of its columns in each row.
        boolean isWhole = schema != ConnectSchema.NONE && !isDeleted;
        return new SourceEvent(
                columns.of(schema, row, Map.of()), isDeleted, message.version(settings), message.place(), isWhole);
    }

    /** No value: the row of this key is gone. Debezium sends one behind the change that says so, to which it adds nothing. */
    private List<Object> tombstone(StreamMessage message) throws MalformedEventException {
        if (lastDeletions.isKnown(message)) {
            return List.of();
        }
        return List.of(event(keys.ofTombstone(message), true, message.version(settings), message));
    }

    private static SourceEvent event(
            Map<String, Object> columns, boolean isDeleted, SourceVersion version, StreamMessage message) {
        return new SourceEvent(columns, isDeleted, version, message.place());
    }
}
