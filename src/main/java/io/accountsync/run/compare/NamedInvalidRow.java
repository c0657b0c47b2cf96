package io.accountsync.run.compare;

import io.accountsync.mapping.WrittenKey;

/**
 * A row that makes no payload, for whoever must correct it. Holds no value of the row but its key.
 *
 * @param key what it is known by; null for a row without a key
 * @param externalId the key as the source has it; null where that is not known
 * @param place file and line, or which of all rows of the source it is
 * @param code a short constant such as {@code TOO_LONG}
 * @param field the target field; null when the row as a whole is at fault
 * @param reason a sentence
 */
public record NamedInvalidRow(String key, String externalId, String place, String code, String field, String reason) {
    /** In one line. */
    public String text() {
        return (key == null ? "a row without key" : new WrittenKey(key, externalId).text())
                + (field == null ? "" : ", " + field) + ": " + reason + " (" + place + ")";
    }
}
