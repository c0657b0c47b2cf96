package io.accountsync.state;

/**
 * A record that a call whose answer nobody saw may still overwrite.
 *
 * @param key as Salesforce compares it
 * @param until when no such call can come any more, in milliseconds since 1970
 * @param fingerprint of what Salesforce confirmed meanwhile; null when it confirmed nothing
 * @param payload of the same; null where payloads are not kept
 * @param parentKey the record of the same object that this one points to, or null
 */
public record Doubt(String key, long until, byte[] fingerprint, String payload, String parentKey) {
    /** Without the payload, which is a row's contents. */
    @Override
    public String toString() {
        return "Doubt[" + key + "]";
    }
}
