package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.RecordDraft;
import io.accountsync.localorg.data.RecordDraft.ParentKey;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import java.util.List;
import java.util.Map;

/**
 * A parent named by its External ID, {@code "Parent": {"Customer_Id__c": "C-1"}}: exactly one key field is allowed. Where the
 * field may point to several objects, {@code "attributes": {"type": "Account"}} says to which.
 */
final class ParentReference {

    private ParentReference() {}

    /**
     * Adds the parent to the draft.
     *
     * @param attributes the parent's {@code attributes} member, null when there is none
     * @param keys the parent's other members
     */
    static void bind(RecordDraft draft, Schema schema, Field reference, Object attributes, Map<?, ?> keys) {
        SObjectType parent = parentType(schema, reference, attributes);
        if (parent == null || keys.isEmpty()) {
            throw RestException.badRequest(
                    "INVALID_FIELD",
                    "The external foreign key reference does not reference a valid entity: "
                            + reference.spec().reference().relationshipName());
        }
        if (keys.size() > 1) {
            throw RestException.badRequest(
                    "INVALID_FIELD",
                    "More than one field provided in the external foreign key reference in entity: " + parent.name());
        }
        Map.Entry<?, ?> only = keys.entrySet().iterator().next();
        bind(draft, reference, parent, only.getKey().toString(), only.getValue());
    }

    private static void bind(RecordDraft draft, Field reference, SObjectType parent, String name, Object value) {
        Field key = parent.field(name);
        if (key == null || !key.upsertKey()) {
            throw RestException.badRequest(
                    "INVALID_FIELD",
                    "Field name provided, " + name
                            + " does not match an External ID, Salesforce Id, or indexed field for " + parent.name());
        }
        if (value == null || value.toString().isBlank()) {
            draft.set(reference, null);
        } else if (key.kept() == Field.Kept.ID) {
            draft.set(reference, value.toString());
        } else {
            draft.parent(new ParentKey(reference, parent, key, value.toString()));
        }
    }

    /** Null when the object is not named though the field may point to several, or when it is none of those. */
    private static SObjectType parentType(Schema schema, Field reference, Object attributes) {
        List<String> possible = reference.spec().reference().to();
        if (attributes instanceof Map<?, ?> members && members.get("type") != null) {
            SObjectType named = schema.type(members.get("type").toString());
            return named != null && possible.contains(named.name()) ? named : null;
        }
        return possible.size() == 1 ? schema.type(possible.get(0)) : null;
    }
}
