package io.accountsync.run;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parts many values into queries that Salesforce takes: a query travels in an address. */
final class QueryPages {
    /** Salesforce takes addresses of some 16,000 characters. */
    private static final int LENGTH = 10_000;

    private QueryPages() {}

    /** The literals, each list of them few enough for one {@code IN (...)}; in their order. */
    static List<List<String>> of(List<String> literals) {
        List<List<String>> pages = new ArrayList<>();
        List<String> page = new ArrayList<>();
        int length = 0;
        for (String literal : literals) {
            // Comma and space, encoded.
            int more = URLEncoder.encode(literal, StandardCharsets.UTF_8).length() + 6;
            if (length + more > LENGTH && !page.isEmpty()) {
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
}
