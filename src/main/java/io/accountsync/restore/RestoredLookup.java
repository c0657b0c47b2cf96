package io.accountsync.restore;

import io.accountsync.mapping.WrittenKey;

/**
 * What became of a lookup that a restored record lacked, or would.
 *
 * @param key of the record
 * @param recordId the Salesforce id that the record has now; null before it is there
 * @param field the reference field
 * @param pointedTo the id of the record that it pointed to
 * @param isSet whether the lookup is set now; else it is left out
 * @param pointsTo the id that it has now; null where it is left out, and before it is set
 * @param reason why it is left out, in words, perhaps Salesforce's own: for people, never for logs; null where it is set
 */
public record RestoredLookup(
        WrittenKey key,
        String recordId,
        String field,
        String pointedTo,
        boolean isSet,
        String pointsTo,
        String reason) {

    static RestoredLookup leftOut(WrittenKey key, String recordId, Reference reference, String reason) {
        return new RestoredLookup(key, recordId, reference.field().name(), reference.id(), false, null, reason);
    }
}
