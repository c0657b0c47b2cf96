package io.accountsync.state;

/**
 * A rejected record and what is known of its attempts.
 *
 * @param firstAt milliseconds since 1970
 * @param lastAt milliseconds since 1970
 * @param place where the row stood, for one that could not be mapped; else null
 * @param deletion the Salesforce id of a record that was to be deleted, since its row is gone; null for one that was to be sent
 */
public record RejectedAttempts(
        RejectedRecord record, long attempts, long firstAt, long lastAt, String place, String deletion) {

    /** One that was to be sent. */
    public RejectedAttempts(RejectedRecord record, long attempts, long firstAt, long lastAt, String place) {
        this(record, attempts, firstAt, lastAt, place, null);
    }

    /** One that was to be deleted, and is not, or nobody knows whether it is. */
    public static RejectedAttempts of(Deletion deletion) {
        boolean isRefused = deletion.status() == DeletionStatus.REFUSED;
        RejectedRecord record = new RejectedRecord(
                deletion.key(),
                null,
                null,
                null,
                isRefused ? deletion.errorClass() : "later",
                isRefused ? deletion.code() : "NO_ANSWER",
                isRefused ? deletion.message() : "nobody knows whether Salesforce deleted the record",
                null,
                deletion.externalId());
        long last = deletion.endedAt() == null ? deletion.intendedAt() : deletion.endedAt();
        return new RejectedAttempts(
                record, deletion.attempts(), deletion.intendedAt(), last, null, deletion.salesforceId());
    }
}
