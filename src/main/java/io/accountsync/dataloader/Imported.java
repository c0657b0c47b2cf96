package io.accountsync.dataloader;

import java.util.List;
import java.util.Map;

/**
 * What becomes of a directory of Data Loader.
 *
 * @param syncs what was carried over, a line each
 * @param files texts by their names, relative to the directory that they go to; empty when nothing could be carried over
 * @param leftovers what has no equivalent, or another one: file, lines, names, reason and remedy
 */
public record Imported(List<String> syncs, Map<String, String> files, List<String> leftovers) {
    /** The name of the file of keys. */
    public static final String KEYS = "application.properties";

    /** The name of the file with what is left over. */
    public static final String LEFTOVERS = "not-carried-over.txt";

    public Imported {
        syncs = List.copyOf(syncs);
        leftovers = List.copyOf(leftovers);
    }
}
