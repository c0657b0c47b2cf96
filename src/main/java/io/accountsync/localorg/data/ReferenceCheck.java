package io.accountsync.localorg.data;

import io.accountsync.localorg.data.RecordDraft.ParentKey;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.FieldType;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import java.util.List;
import java.util.Optional;

/**
 * Lookups of the drafts of one call: parents named by External ID become ids, ids are checked against the records that they name. Parents
 * are looked for as they were before the call, since Salesforce resolves foreign keys before it saves anything.
 */
final class ReferenceCheck {

    private final OrgData org;
    private final Hierarchy hierarchy = new Hierarchy();

    ReferenceCheck(OrgData org) {
        this.org = org;
    }

    void check(PendingSave save) {
        RecordDraft draft = save.draft;
        for (ParentKey parent : draft.parents()) {
            resolve(save, parent);
        }
        for (int i = 0; i < draft.size(); i++) {
            if (draft.field(i).type() == FieldType.REFERENCE && draft.value(i) != null) {
                checkId(save, draft.field(i), draft.value(i).toString());
            }
        }
    }

    /** Notes that a draft will be saved, so that no later one of the call closes a circle with it. */
    void accept(PendingSave save) {
        for (int i = 0; save.row != null && i < save.draft.size(); i++) {
            Field field = save.draft.field(i);
            if (!field.custom()
                    && field.spec().reference().to().contains(save.draft.type().name())) {
                hierarchy.willHave(field, save.row, save.draft.value(i));
            }
        }
    }

    private void resolve(PendingSave save, ParentKey parent) {
        Table table = org.table(parent.parent());
        List<Row> found = table.index(parent.key()).find(keyOf(parent));
        if (found.size() == 1) {
            save.draft.set(parent.reference(), table.id(found.get(0)));
        } else if (found.isEmpty()) {
            save.refuse(RecordError.of(
                    "INVALID_FIELD",
                    "Foreign key external ID: " + parent.value() + " not found for field "
                            + parent.key().name() + " in entity "
                            + parent.parent().name()));
        } else {
            save.refuse(DuplicateKeys.severalFound(table, parent.key(), found));
        }
    }

    private static String keyOf(ParentKey parent) {
        return KeyIndex.keyOf(parent.key(), Conversion.ofJson(parent.key(), parent.value()));
    }

    private void checkId(PendingSave save, Field field, String value) {
        Optional<String> id = SalesforceId.parse(value);
        SObjectType target = id.map(org.schema()::typeOfId).orElse(null);
        if (id.isEmpty() || target != null && !field.spec().reference().to().contains(target.name())) {
            save.refuse(RecordError.of(
                    "MALFORMED_ID", field.label() + ": id value of incorrect type: " + value, field.name()));
            return;
        }
        save.draft.set(field, id.get());
        if (target == null) {
            return;
        }
        Table table = org.table(target);
        Row row = table.row(id.get());
        if (row == null) {
            save.refuse(RecordError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
        } else if (row.deleted()) {
            save.refuse(RecordError.of("ENTITY_IS_DELETED", "entity is deleted"));
        } else if (target == save.draft.type() && hierarchy.closesCircle(table, field, save.row, row)) {
            save.refuse(RecordError.of("CIRCULAR_DEPENDENCY", "attempt to violate hierarchy constraints"));
        } else if (field.name().equals("RecordTypeId") && !isTypeOf(save.draft.type(), table, row)) {
            save.refuse(RecordError.of(
                    "INVALID_CROSS_REFERENCE_KEY",
                    field.label() + ": this ID value isn't valid for the user: " + value,
                    field.name()));
        } else if (field.name().equals("OwnerId") && inactive(table, row)) {
            save.refuse(RecordError.of(
                    "INACTIVE_OWNER_OR_USER",
                    "Operation performed with inactive user [" + value + "] as owner of record"));
        }
    }

    /** A record type is of one object, and can be switched off. */
    private static boolean isTypeOf(SObjectType type, Table recordTypes, Row recordType) {
        SObjectType fields = recordTypes.type();
        return type.name().equals(recordTypes.written(recordType, fields.field("SobjectType")))
                && Boolean.TRUE.equals(recordTypes.written(recordType, fields.field("IsActive")));
    }

    private static boolean inactive(Table users, Row user) {
        Field active = users.type().field("IsActive");
        return active != null && Boolean.FALSE.equals(users.written(user, active));
    }
}
