package io.accountsync.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;

/**
 * JSON for people and their scripts, in one style: a record's components in their order with names in snake case, times as ISO
 * 8601 has them, null for what there is not, indented.
 */
public final class JsonText {
    private static final ObjectMapper SNAKE_CASE = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();

    private static final ObjectMapper CAMEL_CASE =
            SNAKE_CASE.copy().setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE);

    private JsonText() {}

    /** A record, or a list or tree of what JSON has, as a text. */
    public static String of(Object value) {
        return write(SNAKE_CASE, value);
    }

    /** The same with names as they are in Java, for what was printed so from the beginning. */
    public static String inCamelCase(Object value) {
        return write(CAMEL_CASE, value);
    }

    /** The same as a tree. */
    public static JsonNode tree(Object value) {
        return value == null ? SNAKE_CASE.nullNode() : SNAKE_CASE.valueToTree(value);
    }

    /**
     * A text that is JSON as a tree; null stays null.
     *
     * @throws JsonProcessingException when it is none
     */
    public static JsonNode parse(String json) throws JsonProcessingException {
        return json == null ? SNAKE_CASE.nullNode() : SNAKE_CASE.readTree(json);
    }

    /** Writes a document piece by piece, and leaves the writer open at its end. */
    public static JsonGenerator generator(Writer to) throws IOException {
        return SNAKE_CASE
                .createGenerator(to)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
    }

    private static String write(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers always make JSON", e);
        }
    }
}
