package io.accountsync.localorg.schema;

import io.accountsync.localorg.schema.FieldSpec.Access;
import java.util.List;

/** The fields that Salesforce itself keeps on every record. */
final class AuditFields {

    private static final Access KEPT_BY_SALESFORCE = new Access(false, false, false, true);

    private AuditFields() {}

    /** Those that describe names first. */
    static List<FieldSpec> leading() {
        return List.of(
                kept("Id", FieldType.ID)
                        .labelled("Record ID")
                        .sized(18, 0, 0)
                        .withLookup(new FieldSpec.Lookup(false, true, false, false)),
                kept("IsDeleted", FieldType.BOOLEAN).labelled("Deleted").defaultingTo(false),
                FieldSpec.lookupTo("User", "OwnerId", "Owner")
                        .labelled("Owner ID")
                        .withAccess(new Access(false, true, true, true)));
    }

    /** Those that describe names after the object's own. */
    static List<FieldSpec> trailing() {
        return List.of(
                kept("CreatedDate", FieldType.DATETIME).labelled("Created Date"),
                byUser("CreatedById", "CreatedBy").labelled("Created By ID"),
                kept("LastModifiedDate", FieldType.DATETIME).labelled("Last Modified Date"),
                byUser("LastModifiedById", "LastModifiedBy").labelled("Last Modified By ID"),
                kept("SystemModstamp", FieldType.DATETIME).labelled("System Modstamp"));
    }

    private static FieldSpec kept(String name, FieldType type) {
        return FieldSpec.of(name, type).withAccess(KEPT_BY_SALESFORCE);
    }

    private static FieldSpec byUser(String name, String relationship) {
        return FieldSpec.lookupTo("User", name, relationship).withAccess(KEPT_BY_SALESFORCE);
    }
}
