package io.accountsync.dataloader;

import java.util.Locale;
import java.util.Set;

/** Names of syncs from ids of beans. */
final class SyncNames {
    /** What follows {@code sync.} in a key that is of no sync. */
    private static final Set<String> TAKEN = Set.of("bulk", "errors", "alert");

    private SyncNames() {}

    /** A name that can be part of a key, of a file's name and of a route's. */
    static String of(String id) {
        String name = id.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
        return name.isEmpty() || TAKEN.contains(name.toLowerCase(Locale.ROOT)) ? name + "-sync" : name;
    }
}
