package io.accountsync.run.sync;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An API of Salesforce by which records go. */
public enum ApiPath {
    /** sObject Collections: up to 200 records in a call, whose results come with the answer. */
    COLLECTIONS("collections", "wave"),
    /** Bulk API 2.0: up to 100 MB of records in a job, whose results come when Salesforce has processed it. */
    BULK("Bulk API 2.0", "bulk");

    /** Leaves the choice to the run. */
    private static final String AUTO = "auto";

    private final String title;
    private final String route;

    ApiPath(String title, String route) {
        this.title = title;
        this.route = route;
    }

    /** As {@code sync.path} and reports spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people call it. */
    public String title() {
        return title;
    }

    /** The last part of the id of the route that sends a wave by it. */
    public String route() {
        return route;
    }

    /** All values of {@code sync.path}, the default first. */
    static String[] words() {
        String[] words = new String[values().length + 1];
        words[0] = AUTO;
        for (ApiPath path : values()) {
            words[path.ordinal() + 1] = path.word();
        }
        return words;
    }

    /** The one that a value of {@code sync.path} demands; empty for {@code auto}. */
    static Optional<ApiPath> of(String word) {
        return Arrays.stream(values()).filter(path -> path.word().equals(word)).findFirst();
    }
}
