package io.accountsync.state;

/**
 * A lookup that a restored record may lack.
 *
 * @param deletion of the record, which is restored by now
 * @param targetId the record that it pointed to, by the id that this had then
 */
public record LeftOutLookup(Deletion deletion, String field, String targetId) {}
