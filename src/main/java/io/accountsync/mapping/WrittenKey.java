package io.accountsync.mapping;

import io.accountsync.config.ShownText;

/**
 * The key of a record for people: the External ID as the source has it, and what Salesforce compares where that is another
 * one. The one place that puts the two together.
 *
 * @param key as Salesforce compares it, see {@link RecordKeys}
 * @param externalId as the source has it; null when nobody knows any more, or when the key only stands for it, as for one
 *     that is too long to be kept
 */
public record WrittenKey(String key, String externalId) {
    public WrittenKey {
        RecordKeys folded = new RecordKeys(false);
        if (externalId != null && !folded.of(externalId).equals(folded.of(key))) {
            externalId = null;
        }
    }

    /**
     * The key of a record whose payload is at hand.
     *
     * @param payload null when it is not kept
     * @param field the External ID field
     */
    public static WrittenKey of(String key, Payload payload, String field) {
        if (payload == null) {
            return new WrittenKey(key, null);
        }
        // A number has many spellings, and none of them is another one for people.
        return new WrittenKey(
                key,
                payload.field(field)
                        .map(value -> value.isText() ? value.text() : key)
                        .orElse(null));
    }

    /** With the blanks escaped that make another key. Such as {@code AbC-1 (compared as abc-1)}; the key alone where both are the same, or only the key is known. */
    public String text() {
        String shown = ShownText.key(key);
        return externalId == null || externalId.equals(key)
                ? shown
                : ShownText.key(externalId) + " (compared as " + shown + ")";
    }
}
