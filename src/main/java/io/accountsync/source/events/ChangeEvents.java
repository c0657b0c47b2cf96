package io.accountsync.source.events;

import io.accountsync.source.SourceEvent;
import io.accountsync.source.SourceVersion;
import io.accountsync.source.UnavailableValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.util.CaseInsensitiveMap;

/** Changes as Debezium tells them: {@code {"before": …, "after": …, "source": …, "op": "u", "ts_ms": …}}. */
final class ChangeEvents {
    private final EventSettings settings;
    private final EventColumns columns;
    private final EventKey keys;
    private final EventPosition positions;

    ChangeEvents(EventSettings settings, EventColumns columns, EventKey keys) {
        this.settings = settings;
        this.columns = columns;
        this.keys = keys;
        this.positions = new EventPosition(settings);
    }

    /** Whether a message is one. */
    static boolean is(Map<?, ?> value) {
        return value.get("op") instanceof String
                && value.get("source") instanceof Map<?, ?>
                && (value.containsKey("after") || value.containsKey("before") || value.containsKey("message"));
    }

    /** The rows of a change: none of what is about no row. */
    List<Object> of(ConnectSchema schema, Map<?, ?> change, StreamMessage message) throws MalformedEventException {
        Map<?, ?> source = (Map<?, ?>) change.get("source");
        String operation = (String) change.get("op");
        SourceVersion version = positions.of(source, operation.equals("r"), message);
        return switch (operation) {
            case "c", "r" -> List.of(row(schema, change, version, message));
            case "u" -> updated(schema, change, version, message);
            case "d" -> deleted(schema, change, version, message);
            case "m" -> List.of();
            case "t" ->
                throw new MalformedEventException("the table " + table(source)
                        + " was emptied by TRUNCATE, which tells no row: records of its rows stay as they are until a run reads the whole"
                        + " source, as with run --compare-all");
            default ->
                throw new MalformedEventException(
                        "the operation of the change is none of c, r, u, d, t and m, which Debezium has");
        };
    }

    private SourceEvent row(ConnectSchema schema, Map<?, ?> change, SourceVersion version, StreamMessage message)
            throws MalformedEventException {
        return new SourceEvent(after(schema, change), false, version, message.place(), isWhole(change));
    }

    /** Rows of a table have all its columns. Documents, which come as text, may leave some out. */
    private static boolean isWhole(Map<?, ?> change) {
        return change.get("after") instanceof Map<?, ?>;
    }

    private Map<String, Object> after(ConnectSchema schema, Map<?, ?> change) throws MalformedEventException {
        return columns.of(schema.field("after"), row(change, "after"), beforeOf(change));
    }

    /** A row whose External ID became another one leaves a record behind. */
    private List<Object> updated(ConnectSchema schema, Map<?, ?> change, SourceVersion version, StreamMessage message)
            throws MalformedEventException {
        Map<String, Object> after = after(schema, change);
        Map<String, Object> before = columns.of(schema.field("before"), beforeOf(change), Map.of());
        SourceEvent row = new SourceEvent(after, false, version, message.place(), isWhole(change));
        return isAnotherKey(before, after)
                ? List.of(new SourceEvent(before, true, version, message.place()), row)
                : List.of(row);
    }

    private boolean isAnotherKey(Map<String, Object> before, Map<String, Object> after) {
        return !settings.keyColumns().isEmpty()
                && settings.keyColumns().stream().allMatch(column -> isKnown(before, column) && isKnown(after, column))
                && settings.keyColumns().stream()
                        .anyMatch(column -> !Objects.equals(before.get(column), after.get(column)));
    }

    private static boolean isKnown(Map<String, Object> row, String column) {
        return row.get(column) != null && !(row.get(column) instanceof UnavailableValue);
    }

    /**
     * A table's key that changes comes as a deletion and an insertion. Where the External ID is made of other columns, the row lives
     * on in the second, and the two may come by different partitions.
     */
    private List<Object> deleted(ConnectSchema schema, Map<?, ?> change, SourceVersion version, StreamMessage message)
            throws MalformedEventException {
        Map<String, Object> key = change.get("before") == null && message.hasKey()
                ? keys.ofDeletion(message)
                : keys.of(message.keyText());
        boolean livesOn = message.newKey() != null
                && !settings.keyColumns().isEmpty()
                && settings.keyColumns().stream().noneMatch(key::containsKey);
        if (livesOn) {
            return List.of();
        }
        Map<String, Object> row =
                new CaseInsensitiveMap(columns.of(schema.field("before"), beforeOf(change), Map.of()));
        key.forEach((column, value) -> {
            if (row.get(column) == null) {
                row.put(column, value);
            }
        });
        return List.of(new SourceEvent(row, true, version, message.place()));
    }

    private static Map<?, ?> beforeOf(Map<?, ?> change) throws MalformedEventException {
        return change.get("before") == null ? Map.of() : row(change, "before");
    }

    /** MongoDB's connector has its documents as text of their JSON. */
    private static Map<?, ?> row(Map<?, ?> change, String member) throws MalformedEventException {
        Object row = change.get(member);
        Object read = row instanceof String text && text.startsWith("{") ? EventJson.read(text) : row;
        if (read instanceof Map<?, ?> columns) {
            return columns;
        }
        throw new MalformedEventException("the change has no object as " + member
                + ", where a row belongs; look at what the connector and its transforms write");
    }

    private static String table(Map<?, ?> source) {
        return source.get("schema") == null
                ? String.valueOf(source.get("table"))
                : source.get("schema") + "." + source.get("table");
    }
}
