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
        return of(number, one, one + "s");
    }

    /** So many of the first ones that were looked at: 3 of the first 1,000 rows, the first row. */
    public static String ofFirst(long number, long all, String one) {
        return all == 1 ? "the first " + one : String.format(Locale.ROOT, "%,d of the first %s", number, of(all, one));
    }

    /**
     * The number with its noun, and the verb behind it where there is one.
     *
     * @param one the words for a single one, such as {@code row has}
     * @param many the words for any other number, such as {@code rows have}
     */
    public static String of(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
