package io.accountsync.localorg.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An object as an org has it; names are found without regard to case, as Salesforce does. */
public final class SObjectType {

    private final ObjectSpec spec;
    private final List<Field> fields;
    private final List<Field> required;
    private final List<Field> unique;
    private final Field personFlag;
    private final Map<String, Field> byName = new HashMap<>();
    private final Map<String, Field> byRelationship = new HashMap<>();

    SObjectType(ObjectSpec spec) {
        this.spec = spec;
        List<Field> all = new ArrayList<>();
        for (FieldSpec fieldSpec : spec.fields()) {
            Field field = new Field(fieldSpec, all.size());
            all.add(field);
            byName.put(field.name(), field);
            byName.put(fold(field.name()), field);
            String relationship = fieldSpec.reference().relationshipName();
            if (relationship != null) {
                byRelationship.put(relationship, field);
                byRelationship.put(fold(relationship), field);
            }
        }
        this.fields = List.copyOf(all);
        this.unique =
                fields.stream().filter(field -> field.spec().lookup().unique()).toList();
        this.personFlag = byName.get("IsPersonAccount");
        this.required = fields.stream().filter(SObjectType::mustBeGiven).toList();
    }

    /** How the object is defined. */
    public ObjectSpec spec() {
        return spec;
    }

    /** API name. */
    public String name() {
        return spec.name();
    }

    /** First three characters of its records' ids. */
    public String keyPrefix() {
        return spec.keyPrefix();
    }

    /** In the order of describe. */
    public List<Field> fields() {
        return fields;
    }

    /** Fields that a caller must give a value when creating a record; those that Salesforce fills in are not among them. */
    public List<Field> requiredFields() {
        return required;
    }

    /** Fields in which no two records may have the same value. */
    public List<Field> uniqueFields() {
        return unique;
    }

    /** The field of that API name, null when there is none or the user may not see it. */
    public Field field(String name) {
        Field exact = byName.get(name);
        return exact != null ? exact : byName.get(fold(name));
    }

    /** The reference field whose parent is reached under that name ({@code Parent} for ParentId), or null. */
    public Field referenceFor(String relationship) {
        Field exact = byRelationship.get(relationship);
        return exact != null ? exact : byRelationship.get(fold(relationship));
    }

    /** The field that distinguishes people from businesses, null where all records are of one kind. */
    public Field personFlag() {
        return personFlag;
    }

    /** Whether callers may do that with its records. */
    public boolean may(ObjectSpec.Right right) {
        return spec.rights().contains(right);
    }

    /** Whether Salesforce merges such records: Accounts and Contacts, and Leads, which the local org lacks. */
    public boolean mergeable() {
        return (name().equals("Account") || name().equals("Contact")) && field("MasterRecordId") != null;
    }

    private static boolean mustBeGiven(Field field) {
        FieldSpec.Access access = field.spec().access();
        return !access.nillable() && access.createable() && !access.defaultedOnCreate();
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
