package io.accountsync.run.gone;

/**
 * A record whose row is gone from the source.
 *
 * @param key as Salesforce compares it
 * @param salesforceId as the state knows it; whoever deletes by it asks the org again first
 * @param createdByUs whether the state knows that this sync created the record
 * @param how it is known
 */
public record GoneRow(String key, String salesforceId, boolean createdByUs, How how) {
    /** How it is known that a row is gone. */
    public enum How {
        /** The row is there, and says so: {@code deletedWhen}. */
        TOMBSTONE("its row says so"),
        /** The route {@code <sync>-deletions} named its key. */
        DELETIONS_ROUTE("the deletions route named it"),
        /** A run that read every row did not come by it. */
        ABSENT("it is not among the rows");

        private final String text;

        How(String text) {
            this.text = text;
        }

        /** The same for people. */
        public String text() {
            return text;
        }
    }
}
