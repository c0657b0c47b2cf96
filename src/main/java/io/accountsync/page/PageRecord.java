package io.accountsync.page;

import java.util.List;

/**
 * A record on a page. All texts are shown as they are, whatever they look like.
 *
 * @param kind the name of one of {@link PageLayout#kinds}
 * @param key for people
 * @param id Salesforce's; null for none
 * @param tags of {@link PageLayout#tags}
 * @param remarks sentences without an end
 * @param parts groups of values, mostly one
 */
public record PageRecord(
        String kind, String key, String id, List<String> tags, List<String> remarks, List<Part> parts) {

    /**
     * Values that belong together.
     *
     * @param title null for none
     */
    public record Part(String title, List<Value> values) {}

    /**
     * A field on both sides.
     *
     * @param from null or empty for nothing
     * @param to null or empty for nothing
     * @param isMatch whether it is why the two sides were put together
     */
    public record Value(String field, String from, String to, boolean isMatch) {
        /** Without the values, which are a row's contents. */
        @Override
        public String toString() {
            return "Value[" + field + "]";
        }
    }

    /** One with at most one group of values. */
    public static PageRecord of(
            String kind, String key, String id, List<String> tags, List<String> remarks, List<Value> values) {
        return new PageRecord(
                kind, key, id, tags, remarks, values.isEmpty() ? List.of() : List.of(new Part(null, values)));
    }

    /** Without the values, which are a row's contents. */
    @Override
    public String toString() {
        return "PageRecord[" + kind + " " + key + "]";
    }
}
