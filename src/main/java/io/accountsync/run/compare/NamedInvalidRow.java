package io.accountsync.run.compare;

import io.accountsync.mapping.WrittenKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row that makes no payload, for whoever must correct it. Holds no value of the row but its key.
 *
 * @param key what it is known by; null for a row without a key
 * @param place file and line, or which of all rows of the source it is
 * @param code a short constant such as {@code TOO_LONG}
 * @param field the target field; null when the row as a whole is at fault
 * @param reason a sentence
 */
public record NamedInvalidRow(WrittenKey key, String place, String code, String field, String reason) {
    /** In one line. */
    public String text() {
        return (key == null ? "a row without key" : key.text()) + (field == null ? "" : ", " + field) + ": " + reason
                + " (" + place + ")";
    }

    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key == null ? null : key.key());
        json.put("external_id", key == null ? null : key.externalId());
        json.put("place", place);
        json.put("code", code);
        json.put("field", field);
        json.put("reason", reason);
        return json;
    }
}
