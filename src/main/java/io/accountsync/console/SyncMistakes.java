package io.accountsync.console;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is wrong with sync files, as sentences that begin with file and line.
 *
 * @param ofNoSync what cannot be said of a sync, such as a file that is not YAML, or a key that there is not
 * @param bySync by the name of the sync; those without a mistake are left out
 */
public record SyncMistakes(List<String> ofNoSync, Map<String, List<String>> bySync) {
    /** Nothing is wrong. */
    public static final SyncMistakes NONE = new SyncMistakes(List.of(), Map.of());

    public SyncMistakes {
        ofNoSync = List.copyOf(ofNoSync);
        bySync = Map.copyOf(bySync);
    }

    /** Something that hides all syncs. */
    public static SyncMistakes ofAll(String mistake) {
        return new SyncMistakes(List.of(mistake), Map.of());
    }

    /** Those of a sync; empty where nothing is wrong with it. */
    List<String> of(String sync) {
        return bySync.getOrDefault(sync, List.of());
    }

    /** The syncs that have any, also those of which nothing else is known. */
    Set<String> syncs() {
        return bySync.keySet();
    }
}
