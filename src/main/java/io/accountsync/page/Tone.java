package io.accountsync.page;

import java.util.Locale;

/** The colour of something on a page, by what it means; the style sheet has a class for each. */
public enum Tone {
    CREATE,
    UPDATE,
    FLAG,
    DELETE,
    /** Something that a person has to look at. */
    ALERT,
    /** All is well. */
    GOOD,
    /** Nothing that anybody has to look at. */
    QUIET;

    String style() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
