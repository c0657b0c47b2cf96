package io.accountsync.state;

import java.util.Arrays;

/**
 * What Salesforce confirmed for one key.
 *
 * @param key as Salesforce compares it
 * @param fingerprint of the payload that was confirmed, sixteen bytes; null for a key that was only added through the
 *     IdempotentRepository interface
 * @param salesforceId 18 characters, or null
 * @param fieldHashes of the same payload, eight bytes a field; null where they are not kept
 * @param created whether Salesforce said of a call of this sync that it made the record with this id
 */
public record SyncedRecord(String key, byte[] fingerprint, String salesforceId, byte[] fieldHashes, boolean created) {
    /** In the place of hashes, which are eight bytes a field. */
    private static final byte[] HALF_DONE = {1};

    /** One of which Salesforce has only the first of {@link TwoSteps}: the next row with this key is sent, whatever it holds. */
    public static SyncedRecord halfDone(String key, String salesforceId, boolean created) {
        return new SyncedRecord(key, null, salesforceId, HALF_DONE, created);
    }

    /** Whether it is such a one. */
    public boolean isHalfDone() {
        return Arrays.equals(fieldHashes, HALF_DONE);
    }

    /** One of which it is not known that this sync created it. */
    public SyncedRecord(String key, byte[] fingerprint, String salesforceId, byte[] fieldHashes) {
        this(key, fingerprint, salesforceId, fieldHashes, false);
    }

    /** The same without hashes of the fields. */
    public SyncedRecord(String key, byte[] fingerprint, String salesforceId) {
        this(key, fingerprint, salesforceId, null);
    }
}
