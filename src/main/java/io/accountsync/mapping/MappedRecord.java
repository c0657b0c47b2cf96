package io.accountsync.mapping;

import java.util.Set;

/**
 * A row as it would be sent.
 *
 * @param key the External ID value as Salesforce compares it, see {@link RecordKeys}
 * @param payload its fields, in the order of their names
 * @param fingerprint sixteen bytes that stand for the payload, the object and the External ID field
 * @param parentKey the key of the record of the same object that this one points to by the same External ID, or null
 * @param cursor the row's cursor as {@link CursorType} keeps it; 0 without a cursor column
 * @param leftOut the fields that are not in the payload, since the change did not say the values that they need; empty for a whole row
 * @param replacedIn the first field whose text has the character that decoders write for bytes that are no text, or null
 */
public record MappedRecord(
        String key,
        Payload payload,
        byte[] fingerprint,
        String parentKey,
        long cursor,
        Set<String> leftOut,
        String replacedIn) {
    public MappedRecord {
        leftOut = leftOut.isEmpty() ? Set.of() : Set.copyOf(leftOut);
    }

    /** A whole row. */
    public MappedRecord(String key, Payload payload, byte[] fingerprint, String parentKey, long cursor) {
        this(key, payload, fingerprint, parentKey, cursor, Set.of(), null);
    }

    /** The same record with another payload. */
    public MappedRecord with(Payload newPayload, RowMapper mapper) {
        return new MappedRecord(
                key, newPayload, mapper.fingerprint(newPayload, leftOut), parentKey, cursor, leftOut, replacedIn);
    }

    /** Without the payload, which is a row's contents. */
    @Override
    public String toString() {
        return "MappedRecord[" + key + "]";
    }
}
