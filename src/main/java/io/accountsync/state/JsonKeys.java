package io.accountsync.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Collection;
import java.util.List;

/** Keys as the one parameter that {@link Dialect#wantedKeys} takes. */
final class JsonKeys {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** It knows that all are texts, instead of asking for each of them. */
    private static final ObjectWriter TEXTS =
            JSON.writerFor(JSON.getTypeFactory().constructCollectionType(Collection.class, String.class));

    private JsonKeys() {}

    static String of(Collection<String> keys) {
        try {
            return TEXTS.writeValueAsString(keys);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts always make JSON", e);
        }
    }

    /** Whether a key is among what {@link #of} made. */
    static boolean contains(String keys, String key) {
        return read(keys).contains(key);
    }

    /** What {@link #of} was given. */
    static List<String> read(String keys) {
        try {
            return List.of(JSON.readValue(keys, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state holds keys that are not JSON", e);
        }
    }
}
