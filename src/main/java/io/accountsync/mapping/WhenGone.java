package io.accountsync.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What becomes of a row whose record somebody deleted or merged away in Salesforce. */
public enum WhenGone {
    /** The next time that its row is sent the record is made again. */
    RECREATE("recreate"),
    /** It is rejected: nobody makes it again behind the back of who deleted it. */
    REJECT("reject"),
    /** The record that it was merged into takes its place; what was deleted is rejected. */
    FOLLOW_MERGE("followMerge");

    /** Of these Salesforce can merge records, and says in {@code MasterRecordId} into which. */
    private static final Set<String> MERGED = Set.of("account", "contact", "lead", "case", "individual");

    private final String word;

    WhenGone(String word) {
        this.word = word;
    }

    /** The meaning of a word in a sync file, in any case; empty when there is none. */
    static Optional<WhenGone> of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word.equalsIgnoreCase(word))
                .findFirst();
    }

    /** The words that a sync file may have. */
    static List<String> words() {
        return Arrays.stream(values()).map(value -> value.word).toList();
    }

    /** As a sync file says it. */
    public String word() {
        return word;
    }

    /** Whether runs have to know which records are gone. */
    public boolean isWatched() {
        return this != RECREATE;
    }

    /** Whether records of an object can be merged. */
    public static boolean canMerge(String object) {
        return MERGED.contains(object.toLowerCase(Locale.ROOT));
    }
}
