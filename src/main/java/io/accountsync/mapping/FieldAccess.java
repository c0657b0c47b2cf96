package io.accountsync.mapping;

import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** Whether our user may write a field, and if not, why. */
final class FieldAccess {
    private FieldAccess() {}

    /** The External ID: identifying, unique, and part of new records. */
    static void requireUsableKey(SObjectField field, TargetFields targets, Mistakes mistakes) {
        if (!TargetFields.isIdentifying(field)) {
            mistakes.add("is not an External ID in this org; tick External ID and Unique on the field, or name another "
                    + "field as externalId");
        } else if (!Boolean.TRUE.equals(field.isUnique())
                && !TargetFields.isCustom(field)
                && targets.operation() != Operation.CREATE) {
            // Standard fields that identify, such as User.Username, do not call themselves unique.
            mistakes.warn(
                    "is a standard field that identifies records and does not call itself unique: where several records "
                            + "have the same value, Salesforce rejects the record");
        } else if (!Boolean.TRUE.equals(field.isUnique())) {
            mistakes.add("is not unique in this org, so one key could match several records; tick Unique on the field, "
                    + "or name another field as externalId");
        }
        boolean writable = targets.operation().creates()
                ? Boolean.TRUE.equals(field.isCreateable())
                : Boolean.TRUE.equals(field.isUpdateable());
        if (!writable) {
            mistakes.add(refusal(field));
        }
    }

    /** Any other field; those that are set once and for all only where new records alone get them. */
    static void requireWritable(SObjectField field, Write write, TargetFields targets, Mistakes mistakes) {
        if (targets.isWritable(field, write)) {
            return;
        }
        if (field.getName().equals("Name") && targets.field("IsPersonAccount").isPresent()) {
            mistakes.add(
                    "cannot be written in this org, where Accounts are people; map FirstName and LastName instead");
        } else if (targets.operation().creates() && isSetOnce(field)) {
            mistakes.add(
                    "can be written only when a record is created, as the master of a detail record is, or the user"
                            + " lacks edit access to it; write: onCreate sends it with new records only, or give the user edit"
                            + " access");
        } else {
            mistakes.add(refusal(field));
        }
    }

    private static boolean isSetOnce(SObjectField field) {
        return Boolean.TRUE.equals(field.isCreateable()) && !Boolean.TRUE.equals(field.isUpdateable());
    }

    private static String refusal(SObjectField field) {
        if (Boolean.TRUE.equals(field.isCalculated())) {
            return "is a formula, which the org computes by itself; remove it, or map the fields that it is made of";
        }
        if (Boolean.TRUE.equals(field.isAutoNumber())) {
            return "is an auto number, which the org gives by itself; remove it";
        }
        if (Boolean.TRUE.equals(field.isCreateable())) {
            return "can be written only when a record is created, or the user lacks edit access to it; give the user "
                    + "edit access, or remove the field";
        }
        return "cannot be written by this user: it is read-only, or the user's profile lacks edit access to it";
    }
}
