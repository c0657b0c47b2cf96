package io.accountsync.localorg.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads and writes the bodies of the data API. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Writes one body. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(JsonGenerator out) throws IOException;
    }

    private Json() {}

    static JsonFactory factory() {
        return MAPPER.getFactory();
    }

    /** The body as a tree; 400 JSON_PARSER_ERROR when it is none. */
    public static JsonNode read(byte[] body) {
        if (body.length == 0) {
            throw RestException.badRequest(
                    "JSON_PARSER_ERROR", "The HTTP entity body is required, but this request has no entity body.");
        }
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw parserError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text of the org's own making as a tree; null node for an empty one. */
    static JsonNode tree(String text) {
        return tree(text.getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode tree(byte[] body) {
        try {
            return body.length == 0 ? NullNode.getInstance() : MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON", e);
        }
    }

    /** A map, list, tree or record as a body. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the writer writes as a body. */
    public static byte[] write(Writer writer) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(4096);
                JsonGenerator out = MAPPER.getFactory().createGenerator(bytes)) {
            writer.writeTo(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Salesforce's array of errors; {@code fields} only where an error names some. */
    public static byte[] errors(List<ApiError> errors) {
        return write(out -> {
            out.writeStartArray();
            for (ApiError error : errors) {
                out.writeStartObject();
                if (error.duplicateResult() != null) {
                    out.writeObjectField("duplicateResult", error.duplicateResult());
                }
                out.writeStringField("message", error.message());
                out.writeStringField("errorCode", error.errorCode());
                if (!error.fields().isEmpty()) {
                    out.writeObjectField("fields", error.fields());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    static RestException parserError(JsonProcessingException e) {
        String at = e.getLocation() == null
                ? ""
                : " at [line:" + e.getLocation().getLineNr() + ", column:"
                        + e.getLocation().getColumnNr() + "]";
        return RestException.badRequest("JSON_PARSER_ERROR", e.getOriginalMessage() + at);
    }
}
