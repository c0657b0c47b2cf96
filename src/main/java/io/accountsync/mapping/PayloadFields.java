package io.accountsync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The fields of a payload, to leave some out or to remember each by a hash. */
public final class PayloadFields {
    private static final int HASH = 8;

    private final ObjectNode payload;

    /** Reads a payload: a JSON object in UTF-8. */
    public PayloadFields(byte[] payload) {
        try {
            this.payload = (ObjectNode) OpenPayload.JSON.readTree(payload);
        } catch (IOException e) {
            // Without its cause, which quotes the payload.
            throw new IllegalStateException("a payload is no JSON", null);
        }
    }

    /** The payload itself, to be looked at. */
    public JsonNode json() {
        return payload;
    }

    /** Takes fields out; those that it does not have are no matter. */
    public void remove(Collection<String> names) {
        payload.remove(names);
    }

    /** Takes out the fields whose hashes are among these, which {@link #hashes} made. */
    public void removeSame(byte[] hashes, String except) {
        Set<Long> known = new HashSet<>();
        for (int i = 0; i + HASH <= hashes.length; i += HASH) {
            known.add(ByteBuffer.wrap(hashes, i, HASH).getLong());
        }
        Set<String> same = new HashSet<>();
        payload.properties().forEach(member -> {
            if (!member.getKey().equals(except)
                    && known.contains(hash(member.getKey(), member.getValue().toString()))) {
                same.add(member.getKey());
            }
        });
        payload.remove(same);
    }

    /** Eight bytes for each field, which stand for its name and its value. */
    public byte[] hashes() {
        ByteBuffer hashes = ByteBuffer.allocate(payload.size() * HASH);
        payload.properties()
                .forEach(member ->
                        hashes.putLong(hash(member.getKey(), member.getValue().toString())));
        return hashes.array();
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

    private static long hash(String name, String value) {
        return ByteBuffer.wrap(new Fingerprinter(name, "").of(value.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
