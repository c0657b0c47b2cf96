package io.accountsync.localorg.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One object as an admin would define it.
 *
 * @param keyPrefix first three characters of its records' ids, {@code 001} for Account
 * @param rights what calls may do with its records
 * @param fields in the order of describe; the Id field and the audit fields included
 * @param duplicateRules rules that new and changed records must pass
 */
public record ObjectSpec(
        String name,
        String label,
        String labelPlural,
        String keyPrefix,
        Set<Right> rights,
        List<FieldSpec> fields,
        List<DuplicateRule> duplicateRules) {

    /** What describe says may be done with an object's records. */
    public enum Right {
        CREATE,
        UPDATE,
        DELETE
    }

    /**
     * A rule that finds records with the same values.
     *
     * @param fields API names; records match when all of them have equal values, letters compare without case
     * @param allowSave whether a caller may save all the same by the header {@code Sforce-Duplicate-Rule-Header}
     */
    public record DuplicateRule(String name, List<String> fields, boolean allowSave) {
        public DuplicateRule {
            fields = List.copyOf(fields);
        }
    }

    public ObjectSpec {
        duplicateRules = List.copyOf(duplicateRules);
        rights = Set.copyOf(rights);
        fields = List.copyOf(fields);
    }

    /** A custom object with its standard fields, a Name of 80 characters and the given ones. */
    public static ObjectSpec custom(String name, String keyPrefix, FieldSpec... own) {
        String label = name.replaceFirst("__c$", "").replace('_', ' ');
        List<FieldSpec> all = new ArrayList<>(AuditFields.leading());
        all.add(FieldSpec.text("Name", 80).labelled(label + " Name").required());
        all.addAll(AuditFields.trailing());
        ObjectSpec object = new ObjectSpec(name, label, label + "s", keyPrefix, Set.of(Right.values()), all, List.of());
        for (FieldSpec field : own) {
            object = object.with(field);
        }
        return object;
    }

    /** With one more field; a field of the same name is replaced. A detail has no owner but its master's. */
    public ObjectSpec with(FieldSpec field) {
        List<FieldSpec> changed = new ArrayList<>(fields);
        changed.removeIf(existing -> existing.name().equalsIgnoreCase(field.name()));
        if (field.reference().link() == ParentLink.MASTER_DETAIL) {
            changed.removeIf(existing -> existing.name().equals("OwnerId"));
        }
        changed.add(field);
        return withFields(changed);
    }

    /** Without the field, as for a user who lacks permission to see it. */
    public ObjectSpec without(String field) {
        List<FieldSpec> changed = new ArrayList<>(fields);
        changed.removeIf(existing -> existing.name().equalsIgnoreCase(field));
        return withFields(changed);
    }

    /** With the named field changed in place; IllegalArgumentException when there is none. */
    public ObjectSpec changing(String field, UnaryOperator<FieldSpec> change) {
        List<FieldSpec> changed = new ArrayList<>(fields);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).name().equalsIgnoreCase(field)) {
                changed.set(i, change.apply(changed.get(i)));
                return withFields(changed);
            }
        }
        throw new IllegalArgumentException(name + " has no field " + field);
    }

    /** With only these rights, as for a user whose profile lacks the others. */
    public ObjectSpec withRights(Right... only) {
        return new ObjectSpec(name, label, labelPlural, keyPrefix, Set.of(only), fields, duplicateRules);
    }

    /** With one more duplicate rule. */
    public ObjectSpec with(DuplicateRule rule) {
        List<DuplicateRule> rules = new ArrayList<>(duplicateRules);
        rules.add(rule);
        return new ObjectSpec(name, label, labelPlural, keyPrefix, rights, fields, rules);
    }

    private ObjectSpec withFields(List<FieldSpec> changed) {
        return new ObjectSpec(name, label, labelPlural, keyPrefix, rights, changed, duplicateRules);
    }
}
