package io.accountsync.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;

/** Keys as the one parameter that {@link Dialect#wantedKeys} takes. */
final class JsonKeys {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Characters of most keys at most, with quotes and comma. */
    private static final int A_KEY = 24;

    private JsonKeys() {}

    static String of(Collection<String> keys) {
        StringBuilder json = new StringBuilder(keys.size() * A_KEY).append('[');
        for (String key : keys) {
            json.append(json.length() > 1 ? "," : "");
            if (key != null && isPlain(key)) {
                json.append('"').append(key).append('"');
            } else {
                json.append(escaped(key));
            }
        }
        return json.append(']').toString();
    }

    /** Whether a text is itself in JSON, as almost all keys are: it is written in a tenth of the time. */
    private static boolean isPlain(String key) {
        for (int i = 0; i < key.length(); i++) {
            char character = key.charAt(i);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String key) {
        try {
            return JSON.writeValueAsString(key);
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
