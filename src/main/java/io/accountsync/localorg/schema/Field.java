package io.accountsync.localorg.schema;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A field as an org has it: its definition, its place among the object's fields, and what is derived once from both. */
public final class Field {

    /** Fields whose values are not part of what a caller writes: the org computes them for each record. */
    public enum Kept {
        ID,
        IS_DELETED,
        CREATED_DATE,
        CREATED_BY,
        MODIFIED_DATE,
        MODIFIED_BY,
        /** The last change of any kind, of which the org itself makes some. */
        SYSTEM_MODSTAMP,
        /** A compound field, put together from its parts. */
        ADDRESS,
        /** A person's Name, put together from first and last name. */
        PERSON_NAME,
        /** Written by callers, stored as it is. */
        NO
    }

    private static final Set<String> IMMORTAL = Set.of("User", "Group", "Profile", "RecordType", "Organization");

    private final FieldSpec spec;
    private final int index;
    private final Kept kept;
    private final Map<String, String> picklist;

    Field(FieldSpec spec, int index) {
        this.spec = spec;
        this.index = index;
        this.kept = keptOf(spec);
        Map<String, String> byFolded = new HashMap<>();
        spec.values().active().forEach(value -> byFolded.put(value.toLowerCase(Locale.ROOT), value));
        this.picklist = Map.copyOf(byFolded);
    }

    /** How the field is defined. */
    public FieldSpec spec() {
        return spec;
    }

    /** API name. */
    public String name() {
        return spec.name();
    }

    /** What people call it; messages about values use it. */
    public String label() {
        return spec.label();
    }

    /** The type of its values. */
    public FieldType type() {
        return spec.type();
    }

    /** Place among the object's fields, from 0. */
    public int index() {
        return index;
    }

    /** Whether the org computes its values, and how. */
    public Kept kept() {
        return kept;
    }

    /** Whether an admin added it. */
    public boolean custom() {
        return spec.name().endsWith("__c");
    }

    /** Whether the field names a record for people, such as Account.Name. */
    public boolean nameField() {
        return spec.name().equals("Name");
    }

    /** Whether records can be upserted by this field. */
    public boolean upsertKey() {
        return spec.lookup().externalId() || spec.lookup().idLookup();
    }

    /** Whether the org must keep an index of this field's values. */
    public boolean indexed() {
        return kept == Kept.NO && (upsertKey() || spec.lookup().unique());
    }

    /** Whether it points to records that can be deleted or merged, so that something must become of its value then. */
    public boolean pointsToMortals() {
        return type() == FieldType.REFERENCE
                && kept == Kept.NO
                && !name().equals("MasterRecordId")
                && !IMMORTAL.containsAll(spec.reference().to());
    }

    /** What becomes of the record when its parent is deleted; a lookup that must have a value restricts. */
    public ParentLink link() {
        ParentLink link = spec.reference().link();
        boolean mustStay = !spec.access().nillable() && pointsToMortals();
        return link == ParentLink.LOOKUP && mustStay ? ParentLink.RESTRICTED : link;
    }

    /** Salesforce refuses a filter by a long text area. */
    public boolean filterable() {
        return type() != FieldType.ADDRESS
                && !(type() == FieldType.TEXTAREA && spec.size().length() > 255);
    }

    /** A value as Salesforce compares it: trimmed, and without case unless the field is case sensitive. */
    public String comparable(String value) {
        String stripped = value.strip();
        return spec.lookup().caseSensitive() ? stripped : stripped.toLowerCase(Locale.ROOT);
    }

    /** The picklist's own spelling of a value, or null when it has no such value; letters compare without case. */
    public String activeValue(String value) {
        return picklist.get(value.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return spec.name();
    }

    private static Kept keptOf(FieldSpec spec) {
        if (spec.type() == FieldType.ADDRESS) {
            return Kept.ADDRESS;
        }
        return switch (spec.name()) {
            case "Id" -> Kept.ID;
            case "IsDeleted" -> Kept.IS_DELETED;
            case "CreatedDate" -> Kept.CREATED_DATE;
            case "CreatedById" -> Kept.CREATED_BY;
            case "LastModifiedDate" -> Kept.MODIFIED_DATE;
            case "SystemModstamp" -> Kept.SYSTEM_MODSTAMP;
            case "LastModifiedById" -> Kept.MODIFIED_BY;
            case "Name" ->
                spec.access().createable() || !spec.access().defaultedOnCreate() ? Kept.NO : Kept.PERSON_NAME;
            default -> Kept.NO;
        };
    }
}
