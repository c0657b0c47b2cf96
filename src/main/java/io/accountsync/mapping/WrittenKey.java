package io.accountsync.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The key of a record for people: the External ID as the source has it, and what Salesforce compares where that is another
 * one. The one place that puts the two together.
 *
 * @param key as Salesforce compares it, see {@link RecordKeys}
 * @param externalId as the source has it; null when nobody knows any more, or when the key only stands for it, as for one
 *     that is too long to be kept
 */
public record WrittenKey(String key, String externalId) {
    private static final JsonFactory JSON = new JsonFactory();

    public WrittenKey {
        RecordKeys folded = new RecordKeys(false);
        if (externalId != null && !folded.of(externalId).equals(folded.of(key))) {
            externalId = null;
        }
    }

    /**
     * The key of a record whose payload is at hand.
     *
     * @param payload a JSON object; null when it is not kept
     * @param field the External ID field
     */
    public static WrittenKey of(String key, String payload, String field) {
        return of(key, payload == null ? null : payload.getBytes(StandardCharsets.UTF_8), field);
    }

    /** The same of a payload in UTF-8. It is read only as far as that field. */
    public static WrittenKey of(String key, byte[] payload, String field) {
        if (payload == null || payload.length == 0) {
            return new WrittenKey(key, null);
        }
        try (JsonParser json = JSON.createParser(payload)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isKey = json.currentName().equalsIgnoreCase(field);
                JsonToken value = json.nextToken();
                if (isKey) {
                    // A number has many spellings, and none of them is another one for people.
                    return new WrittenKey(key, value == JsonToken.VALUE_STRING ? json.getText() : key);
                }
                json.skipChildren();
            }
            return new WrittenKey(key, null);
        } catch (IOException e) {
            // Without its cause, which quotes the payload.
            throw new IllegalStateException("a payload is not JSON", null);
        }
    }

    /** Such as {@code AbC-1 (compared as abc-1)}; the key alone where both are the same, or only the key is known. */
    public String text() {
        return externalId == null || externalId.equals(key) ? key : externalId + " (compared as " + key + ")";
    }
}
