package io.accountsync.mapping;

/** Who owns a field once a record is in Salesforce. */
public enum Write {
    /** The source: every update carries it. */
    ALWAYS,
    /** Salesforce: only a record that is new gets it. */
    ON_CREATE,
    /** Salesforce once somebody has filled it: it is written while it is blank there. */
    IF_BLANK;

    /** As a sync file says it, in lower case. */
    static Write of(String word) {
        return switch (word) {
            case "always" -> ALWAYS;
            case "oncreate" -> ON_CREATE;
            case "ifblank" -> IF_BLANK;
            default -> throw new IllegalArgumentException("no such word: " + word);
        };
    }
}
