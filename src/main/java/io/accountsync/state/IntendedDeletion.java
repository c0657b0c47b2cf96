package io.accountsync.state;

/**
 * A record that the next call is to delete.
 *
 * @param externalId as the org has it now
 * @param how the run learned that the row is gone, in a word
 * @param createdByUs whether this sync had created the record
 * @param payload all its fields that could be written anew, as JSON
 */
public record IntendedDeletion(
        String key, String externalId, String salesforceId, String how, boolean createdByUs, String payload) {
    /** Without the payload, which has values of the record. */
    @Override
    public String toString() {
        return "IntendedDeletion[" + key + ", " + salesforceId + "]";
    }
}
