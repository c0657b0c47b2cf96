package io.accountsync.localorg.schema;

import java.util.List;
import java.util.Objects;

/**
 * One field as an admin would define it: what describe will say of it and what the org will hold records to. Start from
 * one of the factories and refine: {@code FieldSpec.text("Code__c", 20).unique().externalId()}.
 *
 * @param size lengths and digits
 * @param access whether it may be null and who may write it
 * @param lookup whether records can be found by it
 * @param values picklist values; {@link Picklist#NONE} for other types
 * @param reference what a reference field points to; {@link Reference#NONE} for other types
 * @param defaultValue what a new record gets when the field is not sent, null for nothing
 * @param compound API name of the compound field that this is a part of, null for none
 */
public record FieldSpec(
        String name,
        String label,
        FieldType type,
        Size size,
        Access access,
        Lookup lookup,
        Picklist values,
        Reference reference,
        Object defaultValue,
        String compound) {

    /** Characters for text; digits before and after the point for numbers, digits in all for integers. */
    public record Size(int length, int precision, int scale) {
        static final Size NONE = new Size(0, 0, 0);
    }

    /** Null and write permission, as describe's {@code nillable}, {@code createable}, {@code updateable}. */
    public record Access(boolean nillable, boolean createable, boolean updateable, boolean defaultedOnCreate) {
        static final Access OPEN = new Access(true, true, true, false);
    }

    /** Describe's {@code externalId}, {@code idLookup}, {@code unique}, {@code caseSensitive}. */
    public record Lookup(boolean externalId, boolean idLookup, boolean unique, boolean caseSensitive) {
        static final Lookup NONE = new Lookup(false, false, false, false);
    }

    /**
     * A picklist's active values; when restricted, others are rejected.
     *
     * @param labels what people read, one for each value
     */
    public record Picklist(List<String> active, boolean restricted, List<String> labels) {
        static final Picklist NONE = new Picklist(List.of(), false);

        public Picklist {
            active = List.copyOf(active);
            labels = List.copyOf(labels);
            if (labels.size() != active.size()) {
                throw new IllegalArgumentException(labels.size() + " labels for " + active.size() + " values");
            }
        }

        /** Values that are their own labels. */
        public Picklist(List<String> active, boolean restricted) {
            this(active, restricted, active);
        }
    }

    /** Objects that a reference field may point to and the name under which the parent is reached in SOQL and JSON. */
    public record Reference(List<String> to, String relationshipName, ParentLink link) {
        static final Reference NONE = new Reference(List.of(), null, ParentLink.LOOKUP);

        public Reference {
            to = List.copyOf(to);
        }
    }

    public FieldSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        label = label == null ? labelOf(name) : label;
    }

    /** A plain field of the type, nillable and writable, without length or digits. */
    public static FieldSpec of(String name, FieldType type) {
        return new FieldSpec(
                name, null, type, Size.NONE, Access.OPEN, Lookup.NONE, Picklist.NONE, Reference.NONE, null, null);
    }

    /** Text of at most {@code length} characters. */
    public static FieldSpec text(String name, int length) {
        return of(name, FieldType.STRING).sized(length, 0, 0);
    }

    /** Text area; more than 255 characters make it a long one, which SOQL cannot filter by. */
    public static FieldSpec textArea(String name, int length) {
        return of(name, FieldType.TEXTAREA).sized(length, 0, 0);
    }

    /** A number of at most {@code precision} digits, {@code scale} of them after the point. */
    public static FieldSpec number(String name, int precision, int scale) {
        return of(name, FieldType.DOUBLE).sized(0, precision, scale);
    }

    /** Currency(16, 2), Salesforce's own default: 18 digits. */
    public static FieldSpec currency(String name) {
        return of(name, FieldType.CURRENCY).sized(0, 18, 2);
    }

    /** A percentage of at most {@code precision} digits, {@code scale} of them after the point. */
    public static FieldSpec percent(String name, int precision, int scale) {
        return of(name, FieldType.PERCENT).sized(0, precision, scale);
    }

    /** A day. */
    public static FieldSpec date(String name) {
        return of(name, FieldType.DATE);
    }

    /** A moment; stored in UTC and whole seconds. */
    public static FieldSpec dateTime(String name) {
        return of(name, FieldType.DATETIME);
    }

    /** A checkbox: never null, false unless {@link #defaultingTo} says otherwise. */
    public static FieldSpec checkbox(String name) {
        return of(name, FieldType.BOOLEAN).defaultingTo(false).withAccess(new Access(false, true, true, true));
    }

    /** An e-mail address of at most 80 characters. */
    public static FieldSpec email(String name) {
        return of(name, FieldType.EMAIL).sized(80, 0, 0);
    }

    /** A phone number of at most 40 characters, of any form. */
    public static FieldSpec phone(String name) {
        return of(name, FieldType.PHONE).sized(40, 0, 0);
    }

    /** An address of at most 255 characters, of any form. */
    public static FieldSpec url(String name) {
        return of(name, FieldType.URL).sized(255, 0, 0);
    }

    /** A picklist that takes any value, as Salesforce's standard ones do; {@link #restricted} closes it. */
    public static FieldSpec picklist(String name, String... active) {
        return of(name, FieldType.PICKLIST).sized(255, 0, 0).withValues(new Picklist(List.of(active), false));
    }

    /** A multi-select picklist; values travel joined by {@code ;}. */
    public static FieldSpec multiPicklist(String name, String... active) {
        return of(name, FieldType.MULTIPICKLIST).sized(4099, 0, 0).withValues(new Picklist(List.of(active), false));
    }

    /** A lookup to records of any of these objects, as an owner that is a user or a queue. */
    public static FieldSpec lookupToAny(List<String> objects, String name, String relationshipName) {
        return of(name, FieldType.REFERENCE)
                .sized(18, 0, 0)
                .withReference(new Reference(objects, relationshipName, ParentLink.LOOKUP));
    }

    /** A lookup to another object, reached as {@code relationshipName} in SOQL and JSON. */
    public static FieldSpec lookupTo(String object, String name, String relationshipName) {
        return lookupToAny(List.of(object), name, relationshipName);
    }

    /** The master of a detail record, which is set once and for all. */
    public static FieldSpec masterDetailTo(String object, String name, String relationshipName) {
        return lookupTo(object, name, relationshipName)
                .linked(ParentLink.MASTER_DETAIL)
                .withAccess(new Access(false, true, false, false));
    }

    /** With that to happen when the record is deleted to which the field points. */
    public FieldSpec linked(ParentLink link) {
        return withReference(new Reference(reference.to, reference.relationshipName, link));
    }

    /** With that label instead of the one made from the API name. */
    public FieldSpec labelled(String newLabel) {
        return new FieldSpec(name, newLabel, type, size, access, lookup, values, reference, defaultValue, compound);
    }

    /** Records without a value are rejected with REQUIRED_FIELD_MISSING. */
    public FieldSpec required() {
        return withAccess(new Access(false, access.createable, access.updateable, access.defaultedOnCreate));
    }

    /** The same field as one that a record gets when it is created, and never later. */
    public FieldSpec createOnly() {
        return withAccess(new Access(access.nillable, access.createable, false, access.defaultedOnCreate));
    }

    /** Shown in describe and queries, refused in writes: what a user without edit permission sees. */
    public FieldSpec readOnly() {
        return withAccess(new Access(access.nillable, false, false, access.defaultedOnCreate));
    }

    /** Records can be upserted by it; not unique unless {@link #unique} is said too. */
    public FieldSpec externalId() {
        return withLookup(new Lookup(true, true, lookup.unique, lookup.caseSensitive));
    }

    /** No two records may have the same value; letters compare without case unless {@link #caseSensitive}. */
    public FieldSpec unique() {
        return withLookup(new Lookup(lookup.externalId, true, true, lookup.caseSensitive));
    }

    /** Values that differ in case are different keys. */
    public FieldSpec caseSensitive() {
        return withLookup(new Lookup(lookup.externalId, lookup.idLookup, lookup.unique, true));
    }

    /** Values outside the list are rejected with INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST. */
    public FieldSpec restricted() {
        return withValues(new Picklist(values.active, true, values.labels));
    }

    /** New records get that value when the field is not sent. */
    public FieldSpec defaultingTo(Object value) {
        return new FieldSpec(name, label, type, size, access, lookup, values, reference, value, compound);
    }

    FieldSpec sized(int length, int precision, int scale) {
        Size newSize = new Size(length, precision, scale);
        return new FieldSpec(name, label, type, newSize, access, lookup, values, reference, defaultValue, compound);
    }

    FieldSpec withAccess(Access newAccess) {
        return new FieldSpec(name, label, type, size, newAccess, lookup, values, reference, defaultValue, compound);
    }

    FieldSpec withLookup(Lookup newLookup) {
        return new FieldSpec(name, label, type, size, access, newLookup, values, reference, defaultValue, compound);
    }

    FieldSpec withValues(Picklist newValues) {
        return new FieldSpec(name, label, type, size, access, lookup, newValues, reference, defaultValue, compound);
    }

    FieldSpec withReference(Reference newReference) {
        return new FieldSpec(name, label, type, size, access, lookup, values, newReference, defaultValue, compound);
    }

    FieldSpec partOf(String compoundField) {
        return new FieldSpec(name, label, type, size, access, lookup, values, reference, defaultValue, compoundField);
    }

    private static String labelOf(String name) {
        return name.replaceFirst("__c$", "").replace('_', ' ');
    }
}
