package io.accountsync.source.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.accountsync.source.JsonObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the JSON of one message. Whatever bytes came, the answer is a value or one sentence, which quotes nothing of them. */
final class EventJson {
    /** As much as a row of a file may have. */
    static final int MOST_BYTES = 32 * 1024 * 1024;

    private EventJson() {}

    /** Of bytes, which must be UTF-8; a mark at their beginning does not count. */
    static Object read(byte[] bytes) throws MalformedEventException {
        if (bytes.length > MOST_BYTES) {
            throw tooLong();
        }
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new MalformedEventException(
                    "the message is not UTF-8, which JSON is written in; send JSON, or unmarshal the"
                            + " message in the route before");
        }
    }

    /**
     * Of a text.
     *
     * @return a Map, a List, or another value that JSON knows
     */
    static Object read(String text) throws MalformedEventException {
        if (text.length() > MOST_BYTES) {
            throw tooLong();
        }
        String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (json.isBlank()) {
            throw new MalformedEventException("the message is empty; send a row as JSON object");
        }
        try {
            return value(json);
        } catch (StreamConstraintsException e) {
            throw new MalformedEventException(
                    "the JSON is nested deeper than 1,000 levels, or has a text of more than 20 million characters or a number of more"
                            + " than 1,000 digits; send less in one row");
        } catch (JsonProcessingException e) {
            // The parser's own message may quote the row.
            throw new MalformedEventException("the message is not JSON, or it is cut off; send a row as JSON object");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    private static Object value(String json) throws IOException, MalformedEventException {
        JsonObjects objects = new JsonObjects(json);
        objects.parser().nextToken();
        Object value = objects.any();
        if (objects.parser().nextToken() != null) {
            throw new MalformedEventException(
                    "something follows the end of the JSON value; send one object, or an array of objects");
        }
        if (objects.mistake() != null) {
            throw new MalformedEventException(objects.mistake());
        }
        return value;
    }

    private static MalformedEventException tooLong() {
        return new MalformedEventException("the message has more than 32 MB; send less in one message");
    }
}
