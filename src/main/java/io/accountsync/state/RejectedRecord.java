package io.accountsync.state;

import java.util.Set;

/**
 * A record that Salesforce rejected, or a row that could not be mapped.
 *
 * @param fingerprint of the payload that was rejected; null when the row could not be mapped
 * @param payload the fields as JSON; null when the row could not be mapped, or payloads are not kept
 * @param parentKey the record of the same object that the payload points to, or null
 * @param errorClass {@code retry}, {@code later}, {@code reject}, {@code invalid} or {@code absent}
 * @param code Salesforce's status code, or ours for an invalid row
 * @param message Salesforce's own, which may hold values of the row: for the state and for people, never for logs
 * @param fields comma-separated names, or null
 * @param externalId the key as the source has it; null when that is not known
 */
public record RejectedRecord(
        String key,
        byte[] fingerprint,
        String payload,
        String parentKey,
        String errorClass,
        String code,
        String message,
        String fields,
        String externalId) {

    /** The code of a record that is deleted in Salesforce, and that nobody is to make again. */
    public static final String GONE = "GONE";

    /** The code of a record that was merged into another one in Salesforce. */
    public static final String MERGED = "MERGED";

    /** The class of a record that is in no way rejected: Salesforce has none with the key, and none was to be created. */
    public static final String ABSENT = "absent";

    /** Whether a code says that the record is not there: others with this code are not there for reasons of their own. */
    public static boolean isOfAbsence(String code) {
        return Set.of(GONE, MERGED, "NOT_IN_SALESFORCE").contains(code);
    }

    /** One whose key nobody knows otherwise. */
    public RejectedRecord(
            String key,
            byte[] fingerprint,
            String payload,
            String parentKey,
            String errorClass,
            String code,
            String message,
            String fields) {
        this(key, fingerprint, payload, parentKey, errorClass, code, message, fields, null);
    }

    /** The same when it is to be sent again. */
    public RejectedRecord toBeRetried() {
        return new RejectedRecord(key, fingerprint, payload, parentKey, "retry", code, message, fields, externalId);
    }

    /** Whether the record is deleted or merged in Salesforce. */
    public boolean isLost() {
        return code.equals(GONE) || code.equals(MERGED);
    }

    /** Whether it is to be sent to the record that survived a merge, and nobody knows that it came there. */
    public boolean isMergeToFollow() {
        return code.equals(MERGED) && "retry".equals(errorClass);
    }

    /** Without payload and message, which may hold values of the row. */
    @Override
    public String toString() {
        return "RejectedRecord[" + key + ", " + errorClass + ", " + code + "]";
    }
}
