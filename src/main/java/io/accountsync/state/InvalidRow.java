package io.accountsync.state;

/**
 * A row that could not be read or mapped.
 *
 * @param key what it is known by: its External ID as Salesforce compares it, or as the source has it where it is none, or what
 *     stands for its contents, see {@link RowIdentity}
 * @param sequence rows that are read later have a greater one
 * @param cursor the least of all where the row has none that can be read
 * @param code a short constant such as {@code TOO_LONG}
 * @param message without values of the row
 * @param field the target field, or null
 * @param place file and line, or the number of the row
 * @param externalId its External ID as the source has it; null where it has none
 */
public record InvalidRow(
        String key,
        long sequence,
        long cursor,
        String code,
        String message,
        String field,
        String place,
        String externalId) {

    /** A row without External ID. */
    public InvalidRow(String key, long sequence, long cursor, String code, String message, String field, String place) {
        this(key, sequence, cursor, code, message, field, place, null);
    }
}
