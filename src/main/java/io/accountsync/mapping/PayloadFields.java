package io.accountsync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields of a payload, to leave some out or to remember each by a hash. */
public final class PayloadFields {
    private final ObjectNode payload;

    /** Reads a payload: a JSON object in UTF-8. */
    public PayloadFields(byte[] payload) {
        try {
            this.payload = (ObjectNode) OpenPayload.JSON.readTree(payload);
        } catch (IOException e) {
            // Without its cause, which quotes the payload.
            throw new IllegalStateException("a payload is not JSON", null);
        }
    }

    /** The payload itself, to be looked at. */
    public JsonNode json() {
        return payload;
    }

    /** Takes fields out; those that it does not have do not matter. */
    public void remove(Collection<String> names) {
        payload.remove(names);
    }

    /** Takes out the fields that are as {@link #hashes} kept them, apart from one. */
    public void removeSame(byte[] kept, String except, FieldHashes by) {
        Set<String> same = new HashSet<>(by.same(fields(), kept));
        same.remove(except);
        payload.remove(same);
    }

    /** What stands for the name and the value of each field. */
    public byte[] hashes(FieldHashes by) {
        return by.of(fields());
    }

    private List<FieldHashes.Field> fields() {
        return payload.properties().stream()
                .map(member ->
                        new FieldHashes.Field(member.getKey(), member.getValue().toString()))
                .toList();
    }

    /** How many fields there are. */
    public int size() {
        return payload.size();
    }

    /** The payload as it is now: JSON in UTF-8. */
    public byte[] bytes() {
        try {
            return OpenPayload.JSON.writeValueAsBytes(payload);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }
}
