package io.accountsync.run.calls;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parts many values into queries that Salesforce takes: a query travels in an address. */
public final class InClauses {
    /** Salesforce takes addresses of some 16,000 characters. */
    public static final int LENGTH = 10_000;

    private InClauses() {}

    /** The literals, each list of them few enough for one {@code IN (...)}; in their order. */
    public static List<List<String>> of(List<String> literals) {
        return of(literals, LENGTH, Integer.MAX_VALUE);
    }

    /**
     * The same for queries whose rest is long.
     *
     * @param room for the literals, in characters of an address
     * @param most literals in one list
     */
    public static List<List<String>> of(List<String> literals, int room, int most) {
        List<List<String>> pages = new ArrayList<>();
        List<String> page = new ArrayList<>();
        int length = 0;
        for (String literal : literals) {
            // Comma and space, encoded.
            int more = encoded(literal) + 6;
            if (!page.isEmpty() && (length + more > room || page.size() == most)) {
                pages.add(page);
                page = new ArrayList<>();
                length = 0;
            }
            page.add(literal);
            length += more;
        }
        if (!page.isEmpty()) {
            pages.add(page);
        }
        return pages;
    }

    /** How long a text is in an address. */
    public static int encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).length();
    }
}
