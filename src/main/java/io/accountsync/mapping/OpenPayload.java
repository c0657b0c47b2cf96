package io.accountsync.mapping;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A payload that has values where the ids of records belong: {@code "Owner":{"Email":"ada@acme.example"}}, which becomes
 * {@code "OwnerId":"005..."} once the record is known. Numbers keep their digits.
 */
public final class OpenPayload {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Set<String> lookups;
    private final Map<ReferenceField, String> values = new LinkedHashMap<>();
    private ObjectNode payload;

    /**
     * Reads a payload.
     *
     * @param lookups relationships that Salesforce itself resolves, so that they may stay
     */
    OpenPayload(Payload payload, List<ReferenceField> references, Set<String> lookups) {
        this.lookups = lookups;
        this.payload = (ObjectNode) payload.tree();
        for (ReferenceField reference : references) {
            JsonNode value = this.payload.path(reference.relationship()).path(reference.by());
            if (value.isValueNode()) {
                values.put(reference, value.asText());
            }
        }
    }

    /** The values that stand where ids belong, as they are now. */
    public Map<ReferenceField, String> values() {
        return Map.copyOf(values);
    }

    /** Puts the id in the place of a value. */
    public void close(ReferenceField reference, String id) {
        ObjectNode closed = payload.objectNode();
        for (Map.Entry<String, JsonNode> member : payload.properties()) {
            if (member.getKey().equals(reference.relationship())) {
                closed.put(reference.field(), id);
            } else {
                closed.set(member.getKey(), member.getValue());
            }
        }
        payload = closed;
        values.remove(reference);
    }

    /** Whether it can be sent: nothing is left that Salesforce could not resolve. */
    public boolean isClosed() {
        return values.isEmpty()
                && payload.properties().stream()
                        .noneMatch(member -> member.getValue().isObject() && !lookups.contains(member.getKey()));
    }

    /** The payload as it is now. */
    public Payload payload() {
        try {
            return Payload.of(JSON.writeValueAsBytes(payload));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }
}
