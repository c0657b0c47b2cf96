package io.accountsync.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;

/** Keys as the one parameter that {@link Dialect#wantedKeys} takes. */
final class JsonKeys {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonKeys() {}

    static String of(Collection<String> keys) {
        try {
            return JSON.writeValueAsString(keys);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts always make JSON", e);
        }
    }
}
