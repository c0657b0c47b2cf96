package io.accountsync.page;

import java.util.List;

/**
 * A part of the first page.
 *
 * @param id for tests and scripts
 * @param bars numbers; a length is in proportion to the largest of them
 * @param lines texts; each one a point of a list
 */
public record PageSection(String id, String heading, List<PageBar> bars, List<String> lines) {
    public PageSection {
        bars = List.copyOf(bars);
        lines = List.copyOf(lines);
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return bars.isEmpty() && lines.isEmpty();
    }
}
