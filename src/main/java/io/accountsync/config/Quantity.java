package io.accountsync.config;

import java.util.Locale;

/** A number with what it counts, for people: one row, 1,000 rows. */
public final class Quantity {
    private Quantity() {}

    /**
     * The number with its noun.
     *
     * @param one the noun for a single one; its plural has an s more
     */
    public static String of(long number, String one) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : one + "s");
    }
}
