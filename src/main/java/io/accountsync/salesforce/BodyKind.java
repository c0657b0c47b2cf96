package io.accountsync.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;

/** Says in words what kind of body an answer has. Shows nothing of it: it may hold values of a row, or a token. */
final class BodyKind {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private BodyKind() {}

    /**
     * The kind of a body.
     *
     * @param contentType the header, or null
     * @param body null or empty for none
     * @return a noun with its article, such as {@code an HTML page}
     */
    static String of(String contentType, String body) {
        String text = body == null ? "" : body.strip();
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return "an empty body";
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return isWhole(text) ? "JSON that is not an answer to this call" : "JSON that is cut short or damaged";
        }
        if (type.contains("html") || text.regionMatches(true, 0, "<!doctype html", 0, 14) || text.startsWith("<html")) {
            return "an HTML page instead of JSON";
        }
        return text.startsWith("<") ? "XML instead of JSON" : "a text that is not JSON";
    }

    private static boolean isWhole(String json) {
        try {
            JSON.readTree(json);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
