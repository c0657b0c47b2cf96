package io.accountsync.state;

/**
 * What Salesforce confirmed for one key.
 *
 * @param key as Salesforce compares it
 * @param fingerprint of the payload that was confirmed, sixteen bytes; null for a key that was only added through the
 *     IdempotentRepository interface
 * @param salesforceId 18 characters, or null
 */
public record SyncedRecord(String key, byte[] fingerprint, String salesforceId) {}
