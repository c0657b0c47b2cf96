package io.accountsync.page;

import java.util.List;

/**
 * What records on a page are like.
 *
 * @param kinds every record is of one of them
 * @param tags what else a record can be, by which it can be looked for
 * @param from the heading of the values on the left
 * @param to the heading of those on the right
 * @param isChange whether the right ones would replace the left ones; else the two are held against each other
 */
public record PageLayout(List<Kind> kinds, List<String> tags, String from, String to, boolean isChange) {
    /**
     * One kind of records.
     *
     * @param name as {@link PageRecord#kind} has it
     */
    public record Kind(String name, String label, Tone tone) {}

    public PageLayout {
        kinds = List.copyOf(kinds);
        tags = List.copyOf(tags);
    }

    int indexOf(String kind) {
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).name().equals(kind)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the page has no such kind of records: " + kind);
    }
}
