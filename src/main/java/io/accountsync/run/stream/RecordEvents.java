package io.accountsync.run.stream;

import io.accountsync.source.SourceEvent;
import io.accountsync.source.UnavailableValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.util.CaseInsensitiveMap;

/**
 * The events of one record in a batch, in the order of their source, else that in which they came. The newest one counts. What it does
 * not say, since the value did not change then, an event before it may say: of that one nothing else is sent.
 */
final class RecordEvents {
    private final List<BatchEvent> events = new ArrayList<>();

    void add(BatchEvent event) {
        int place = events.size();
        while (place > 0 && isOlder(event, events.get(place - 1))) {
            place--;
        }
        events.add(place, event);
    }

    /** How many can be sent. */
    int size() {
        return events.size() - invalid().size();
    }

    /** Those that are invalid. Nothing is sent of them, but what they say counts for what comes after them. */
    List<BatchEvent> invalid() {
        return events.stream().filter(event -> event.key() == null).toList();
    }

    /** Empty where all are invalid. */
    Optional<BatchEvent> newest() {
        int place = placeOfNewest();
        return place < 0 ? Optional.empty() : Optional.of(events.get(place));
    }

    private int placeOfNewest() {
        int place = events.size() - 1;
        while (place >= 0 && events.get(place).key() == null) {
            place--;
        }
        return place;
    }

    /** The newest as a whole row, where those before it have values that it lacks; empty where they have none. */
    Optional<SourceEvent> filled() {
        int newest = placeOfNewest();
        if (newest < 0 || !(events.get(newest).row() instanceof SourceEvent last) || last.isDeleted()) {
            return Optional.empty();
        }
        Map<String, Object> columns = new CaseInsensitiveMap(last.columns());
        boolean isFilled = false;
        for (int i = newest - 1; i >= 0 && hasUnavailable(columns); i--) {
            if (!(events.get(i).row() instanceof SourceEvent before) || before.isDeleted()) {
                break;
            }
            isFilled |= fill(columns, before.columns());
        }
        return isFilled
                ? Optional.of(new SourceEvent(columns, false, last.version(), last.place(), last.isWhole()))
                : Optional.empty();
    }

    private static boolean hasUnavailable(Map<String, Object> columns) {
        return columns.values().stream().anyMatch(UnavailableValue.class::isInstance);
    }

    private static boolean fill(Map<String, Object> columns, Map<String, Object> before) {
        boolean isFilled = false;
        for (Map.Entry<String, Object> column : columns.entrySet()) {
            boolean isLacking = column.getValue() instanceof UnavailableValue;
            if (isLacking
                    && before.containsKey(column.getKey())
                    && !(before.get(column.getKey()) instanceof UnavailableValue)) {
                column.setValue(before.get(column.getKey()));
                isFilled = true;
            }
        }
        return isFilled;
    }

    /**
     * Within one origin its order counts, else that in which they came. At one place of a log a deletion comes before the new row: a primary
     * key that changes is both.
     */
    private static boolean isOlder(BatchEvent event, BatchEvent other) {
        if (event.version() == null
                || other.version() == null
                || !event.version().origin().equals(other.version().origin())) {
            return false;
        }
        int order = Long.compare(event.version().value(), other.version().value());
        return order < 0 || order == 0 && event.isDeletion() && !other.isDeletion();
    }
}
