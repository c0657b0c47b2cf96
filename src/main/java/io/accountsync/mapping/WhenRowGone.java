package io.accountsync.mapping;

import java.util.Locale;

/** What becomes of a record in Salesforce whose row is gone from the source. */
public enum WhenRowGone {
    /** Nothing. */
    IGNORE,
    /** Some of its fields get fixed values. */
    FLAG,
    /** It is deleted. */
    DELETE;

    /** As the sync file has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
