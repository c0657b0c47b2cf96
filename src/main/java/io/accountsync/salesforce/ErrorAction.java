package io.accountsync.salesforce;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an error asks for. */
public enum ErrorAction {
    /** Try again after a while; if it persists, in the next run. */
    RETRY("retry"),
    /** Try again in smaller batches. */
    SPLIT("smaller"),
    /** Something else must happen first, such as the parent's arrival: the next run tries again by itself. */
    DEFER("later"),
    /** The record will not pass as it is: it is rejected. */
    REJECT("reject"),
    /** Nothing will pass: end the run. */
    STOP("stop");

    private final String stateWord;

    ErrorAction(String stateWord) {
        this.stateWord = stateWord;
    }

    /** As {@code sync.errors.<CODE>} spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * As the state, JSON outputs and events spell it: the words of the first versions, so that an earlier jar reads what this
     * one wrote, and the other way round.
     */
    public String stateWord() {
        return stateWord;
    }

    /** The action of a word, in either spelling and in any case; empty when there is none. */
    public static Optional<ErrorAction> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equalsIgnoreCase(word) || action.stateWord.equalsIgnoreCase(word))
                .findFirst();
    }
}
