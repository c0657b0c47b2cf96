package io.accountsync.salesforce;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.accountsync.mapping.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One record of a collections call. Its JSON was made when the row was mapped and goes out as it is, with the
 * {@code attributes} that collections ask for. camel-salesforce takes a list of these because it hands the list to
 * Jackson as it stands; its documented element type is a generated class.
 */
public final class CollectionRecord implements JsonSerializable {
    private final String object;
    private final Payload payload;

    /**
     * A record.
     *
     * @param object API name
     * @param payload with at least one field
     */
    public CollectionRecord(String object, Payload payload) {
        this.object = object;
        this.payload = payload;
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        byte[] bytes = payload.bytes();
        String members = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
        json.writeRawValue("{\"attributes\":{\"type\":\"" + object + "\"}," + members);
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(json, provider);
    }

    /** Without the payload, which is a row's contents. */
    @Override
    public String toString() {
        return "CollectionRecord[" + object + "]";
    }
}
