package io.accountsync.alert;

import java.util.Arrays;

/** What alerts are about. */
public enum AlertKind {
    /** How the latest run ended. */
    RUN("run"),
    /** Whether the stream is paused. */
    STREAM("stream"),
    /** How long ago a run last completed. */
    STALE("stale"),
    /** The share of the records sent that Salesforce rejected. */
    REJECTED("rejected"),
    /** The share of a stream's rows that are invalid. */
    INVALID("invalid"),
    /** How far the number of rows is from the usual one. */
    ROWS("rows"),
    /** How long a run takes. */
    DURATION("duration"),
    /** How many of the API calls of a day are used. */
    API_CALLS("api-calls"),
    /** How soon the refresh token expires that nobody uses. */
    LOGIN("login"),
    /** How much of its log a source database keeps for changes that were not taken. */
    CHANGES("changes");

    private final String word;

    AlertKind(String word) {
        this.word = word;
    }

    /** Whether it is about one sync, and not about what all syncs of a process share. */
    public boolean isOfASync() {
        return this != API_CALLS && this != LOGIN && this != CHANGES;
    }

    /** The one of that word. */
    static AlertKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the state has no condition of that name"));
    }

    /** Its name in messages, in metrics and in the state. */
    public String word() {
        return word;
    }
}
