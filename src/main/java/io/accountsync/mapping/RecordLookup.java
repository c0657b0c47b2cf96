package io.accountsync.mapping;

import java.util.stream.Stream;

/**
 * A mapped lookup, which Salesforce resolves by an External ID when a record is sent.
 *
 * @param field the lookup as payloads have it
 * @param object of the records that it points to
 * @param isOwn whether these are records of the same sync, by their keys
 */
public record RecordLookup(OrgField field, String object, boolean isOwn) {
    /** That of a field; none where it points to no record, or we find the record ourselves. */
    static Stream<RecordLookup> of(BoundField field) {
        if (field.lookup() == null || field.reference() != null) {
            return Stream.empty();
        }
        String object = field.lookupObject() == null
                ? FieldBinding.pointsTo(field.target()).get(0)
                : field.lookupObject();
        return Stream.of(new RecordLookup(OrgField.of(field), object, field.isParent()));
    }
}
