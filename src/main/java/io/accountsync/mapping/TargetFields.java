package io.accountsync.mapping;

import io.accountsync.config.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** The fields of one Salesforce object as its describe lists them. Names ignore case, as in Salesforce. */
final class TargetFields {
    private final String object;
    private final Operation operation;
    private final Map<String, SObjectField> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, SObjectField> byRelationship = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** For records that are upserted. */
    TargetFields(SObjectDescription describe) {
        this(describe, Operation.UPSERT);
    }

    TargetFields(SObjectDescription describe, Operation operation) {
        this.object = describe.getName();
        this.operation = operation;
        for (SObjectField field : describe.getFields()) {
            byName.put(field.getName(), field);
            if (field.getRelationshipName() != null) {
                byRelationship.put(field.getRelationshipName(), field);
            }
        }
    }

    String object() {
        return object;
    }

    /** What becomes of records of the object. */
    Operation operation() {
        return operation;
    }

    /** Whether our user may write the field wherever the operation and the rule of the field write it. */
    boolean isWritable(SObjectField field, Write write) {
        return (!operation.creates() || Boolean.TRUE.equals(field.isCreateable()))
                && (!operation.writesExisting()
                        || write == Write.ON_CREATE
                        || Boolean.TRUE.equals(field.isUpdateable()));
    }

    Optional<SObjectField> field(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The reference field that is reached under this relationship's name. */
    Optional<SObjectField> relationship(String name) {
        return Optional.ofNullable(byRelationship.get(name));
    }

    List<String> relationships() {
        return List.copyOf(byRelationship.keySet());
    }

    List<SObjectField> all() {
        return new ArrayList<>(byName.values());
    }

    /** Whether two values of the field that differ only in case are two keys. */
    boolean isCaseSensitive(String name) {
        return field(name).filter(RecordKeys::isCaseSensitive).isPresent();
    }

    /** What to say of a name that is not a field here. */
    String unknown(String name) {
        return "is not a field of " + object + " in this org, or the user may not see it; did you mean "
                + field(name + "__c")
                        .map(SObjectField::getName)
                        .orElseGet(() -> NearestNames.one(name, byName.keySet()))
                + "?";
    }

    /** Whether records are found by the field's value. */
    static boolean isIdentifying(SObjectField field) {
        return Boolean.TRUE.equals(field.isExternalId()) || Boolean.TRUE.equals(field.isIdLookup());
    }

    /** Whether somebody added the field to the org; those of people end in {@code __pc}. */
    static boolean isCustom(SObjectField field) {
        return Boolean.TRUE.equals(field.isCustom()) || field.getName().matches(".*__p?c");
    }

    /** Whether a new record must bring a value of its own. */
    static boolean isRequired(SObjectField field) {
        return Boolean.FALSE.equals(field.isNillable())
                && Boolean.TRUE.equals(field.isCreateable())
                && !Boolean.TRUE.equals(field.isDefaultedOnCreate());
    }
}
