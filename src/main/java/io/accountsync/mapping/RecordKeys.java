package io.accountsync.mapping;

import java.util.Locale;

/**
 * Keys as Salesforce compares External IDs: white space around them does not count, and neither does case unless the
 * field's describe says that it is case sensitive.
 */
public record RecordKeys(boolean caseSensitive) {
    /** The key that stands for this External ID value. */
    public String of(String externalId) {
        String key = externalId.strip();
        return caseSensitive ? key : key.toLowerCase(Locale.ROOT);
    }
}
