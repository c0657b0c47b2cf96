package io.accountsync.state;

/**
 * The deletion of one record in Salesforce, from the intention on.
 *
 * @param key of the row that is gone
 * @param externalId as the org had it; null where it was not asked
 * @param salesforceId of the record
 * @param orgId of the org that it is in
 * @param runId that tried it last
 * @param attempts how many calls were to delete it
 * @param how the run learned that the row is gone, in a word
 * @param createdByUs whether this sync had created the record
 * @param payload all fields that could be written anew, as JSON; null when they are not kept any more
 * @param errorClass {@code retry}, {@code later} or {@code reject}; null for one that was not refused
 * @param code Salesforce's, or ours, for one that was refused
 * @param message Salesforce's own: for the state and for people, never for logs
 * @param isDue whether a refused one is to be tried again, since a person asked for it or its code has passed
 * @param rowIsBack whether a row with the key was read since
 * @param intendedAt milliseconds since 1970
 * @param untilAt until when a call without an answer may still be carried out, in milliseconds since 1970; 0 when none may
 * @param endedAt milliseconds since 1970; null while it is open
 * @param restoredId the record that it was restored as; null for one that was not
 */
public record Deletion(
        String key,
        String externalId,
        String salesforceId,
        String orgId,
        long runId,
        long attempts,
        DeletionStatus status,
        String how,
        boolean createdByUs,
        String payload,
        String errorClass,
        String code,
        String message,
        boolean isDue,
        boolean rowIsBack,
        long intendedAt,
        long untilAt,
        Long endedAt,
        String restoredId) {

    /** Whether every run tries it again by itself. */
    public boolean isDeferred() {
        return status == DeletionStatus.INTENDED
                || status == DeletionStatus.UNKNOWN
                || status == DeletionStatus.REFUSED && !"reject".equals(errorClass);
    }

    /** Whether it keeps the record from being deleted, though its row is gone. */
    public boolean holds() {
        boolean isRefusedForGood = status == DeletionStatus.REFUSED && !isDue && "reject".equals(errorClass);
        return !rowIsBack
                && (isRefusedForGood || status == DeletionStatus.RESTORED || status == DeletionStatus.RESTORING);
    }

    /** Without payload and message, which may hold values of the record. */
    @Override
    public String toString() {
        return "Deletion[" + key + ", " + salesforceId + ", " + status.word() + "]";
    }
}
