package io.accountsync.console;

import io.accountsync.config.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param type of the body, as a header has it
 * @param headers in addition to those that every answer has
 */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    private record Problem(String error) {}

    /** A record, or a list or tree of what JSON has. */
    static Answer of(Object value) {
        return of(200, value);
    }

    /** A sentence for the person who asked. */
    static Answer problem(int status, String sentence) {
        return of(status, new Problem(sentence));
    }

    private static Answer of(int status, Object value) {
        byte[] body = JsonText.inCamelCase(value).getBytes(StandardCharsets.UTF_8);
        return new Answer(status, JSON, body, Map.of());
    }

    Answer with(String name, String value) {
        return new Answer(status, type, body, Map.of(name, value));
    }
}
