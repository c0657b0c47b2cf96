package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.RecordDraft;
import io.accountsync.localorg.data.RecordDraft.ParentKey;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import java.util.Map;
import java.util.Objects;

/** A parent named by its External ID, {@code "Parent": {"Customer_Id__c": "C-1"}}: exactly one key field is allowed. */
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

    private static SObjectType parentType(Schema schema, Field reference, Object attributes) {
        if (attributes instanceof Map<?, ?> members && members.get("type") != null) {
            return schema.type(members.get("type").toString());
        }
        return reference.spec().reference().to().stream()
                .map(schema::type)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
