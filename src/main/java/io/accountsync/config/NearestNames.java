package io.accountsync.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The names that somebody who misspelled one may have meant. */
public final class NearestNames {
    private NearestNames() {}

    /** The name that differs least from this one, letters without case; empty when there are none. */
    public static String one(String misspelled, Collection<String> names) {
        return String.join("", some(misspelled, names, 1));
    }

    /** The names that differ least from this one, nearest first. */
    public static List<String> some(String misspelled, Collection<String> names, int most) {
        String folded = misspelled.toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted(Comparator.comparingInt(
                        name -> LevenshteinDistance.getDefaultInstance().apply(name.toLowerCase(Locale.ROOT), folded)))
                .limit(most)
                .toList();
    }
}
