package io.accountsync.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.mapping.Payload;
import io.accountsync.state.Deletion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the payloads of new records from what the state kept of deleted ones: the fields that a record can be given when it is
 * created; a reference to a record that was restored as a new one points to that.
 */
final class NewPayloads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RestoreRun restoration;
    private final Set<String> createable;
    private final Set<String> references;

    NewPayloads(RestoreRun restoration) {
        this.restoration = restoration;
        this.createable = restoration.fields().createable();
        this.references = restoration.fields().references();
    }

    /** The records that these point to, by their Salesforce ids. */
    Set<String> referredTo(List<Deleted> records) {
        Set<String> ids = new HashSet<>();
        for (Deleted record : records) {
            JsonNode kept = read(record);
            references.stream()
                    .filter(kept::hasNonNull)
                    .forEach(field -> ids.add(kept.get(field).asText()));
        }
        return ids;
    }

    /**
     * What a new record lacks.
     *
     * @return the references to absent records, in words; null for none
     */
    String leftOut(Deleted record, Set<String> absent) {
        JsonNode kept = read(record);
        String fields = references.stream()
                .filter(field -> absent.contains(kept.path(field).asText()))
                .sorted()
                .map(field -> field + ", which pointed to " + kept.path(field).asText())
                .collect(Collectors.joining(", and "));
        return fields.isEmpty() ? null : "without " + fields;
    }

    /**
     * A payload for each of these records, in their order.
     *
     * @param absent ids of records that are not there, so that no reference to them is sent
     */
    List<Payload> of(List<Deleted> records, Set<String> absent) {
        Map<String, String> newIds = new HashMap<>();
        restoration.run().state().deletions().restorable().restoredAmong(referredTo(records)).stream()
                .filter(deletion -> deletion.restoredId() != null)
                .forEach((Deletion deletion) -> newIds.put(deletion.salesforceId(), deletion.restoredId()));
        return records.stream().map(record -> payload(record, newIds, absent)).toList();
    }

    private Payload payload(Deleted record, Map<String, String> newIds, Set<String> absent) {
        ObjectNode payload = JSON.createObjectNode();
        read(record).properties().forEach(field -> {
            String name = field.getKey();
            if (createable.contains(name) || name.equals(restoration.target().keyField())) {
                JsonNode value = field.getValue();
                String newId = references.contains(name) ? newIds.get(value.asText()) : null;
                if (references.contains(name) && absent.contains(value.asText())) {
                    return;
                }
                if (newId == null) {
                    payload.set(name, value);
                } else {
                    payload.put(name, newId);
                }
            }
        });
        return Payload.of(payload.toString());
    }

    private static JsonNode read(Deleted record) {
        try {
            return JSON.readTree(record.deletion().payload());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state holds a payload that is not JSON", e);
        }
    }
}
