package io.accountsync.state;

/**
 * What Salesforce confirmed for one key.
 *
 * @param key as Salesforce compares it
 * @param fingerprint of the payload that was confirmed, sixteen bytes; null for a key that was only added through the
 *     IdempotentRepository interface
 * @param salesforceId 18 characters, or null
 * @param fieldHashes of the same payload, eight bytes a field; null where they are not kept
 */
public record SyncedRecord(String key, byte[] fingerprint, String salesforceId, byte[] fieldHashes) {
    /** Without hashes of the fields. */
    public SyncedRecord(String key, byte[] fingerprint, String salesforceId) {
        this(key, fingerprint, salesforceId, null);
    }
}
