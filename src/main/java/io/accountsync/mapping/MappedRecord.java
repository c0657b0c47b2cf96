package io.accountsync.mapping;

/**
 * A row as it would be sent.
 *
 * @param key the External ID value as Salesforce compares it, see {@link RecordKeys}
 * @param payload its fields, in the order of their names
 * @param fingerprint sixteen bytes that stand for the payload, the object and the External ID field
 * @param parentKey the key of the record of the same object that this one points to by the same External ID, or null
 * @param cursor the row's cursor as {@link CursorType} keeps it; 0 without a cursor column
 */
public record MappedRecord(String key, Payload payload, byte[] fingerprint, String parentKey, long cursor) {
    /** The same record with another payload. */
    public MappedRecord with(Payload newPayload, byte[] newFingerprint) {
        return new MappedRecord(key, newPayload, newFingerprint, parentKey, cursor);
    }

    /** Without the payload, which is a row's contents. */
    @Override
    public String toString() {
        return "MappedRecord[" + key + "]";
    }
}
