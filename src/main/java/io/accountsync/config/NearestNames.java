package io.accountsync.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The names that somebody who misspelled one may have meant. */
public final class NearestNames {
    /** How many letters a name may differ and be meant all the same. */
    private static final int SLIP = 3;

    private NearestNames() {}

    /** Whether one of these names was meant, most likely. */
    public static boolean isNear(String misspelled, Collection<String> names) {
        return distance(one(misspelled, names), misspelled.toLowerCase(Locale.ROOT)) <= SLIP;
    }

    /** Those of these names that were meant, most likely, nearest first; none where nothing is near. */
    public static List<String> near(String misspelled, Collection<String> names, int most) {
        String folded = misspelled.toLowerCase(Locale.ROOT);
        int slip = Math.min(SLIP, (folded.length() + 1) / 2);
        return some(misspelled, names, most).stream()
                .filter(name -> distance(name, folded) <= slip)
                .toList();
    }

    /** The name that differs least from this one, letters without case; empty when there are none. */
    public static String one(String misspelled, Collection<String> names) {
        return String.join("", some(misspelled, names, 1));
    }

    /** The names that differ least from this one, nearest first. */
    public static List<String> some(String misspelled, Collection<String> names, int most) {
        String folded = misspelled.toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted(Comparator.comparingInt(name -> distance(name, folded)))
                .limit(most)
                .toList();
    }

    private static int distance(String name, String folded) {
        return LevenshteinDistance.getDefaultInstance().apply(name.toLowerCase(Locale.ROOT), folded);
    }
}
