package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a caller wants one record to become: converted values per field, and parents named by their External ID. */
public final class RecordDraft {

    /**
     * A parent named by one of its own fields, as in {@code "Parent": {"Customer_Id__c": "C-1"}}.
     *
     * @param reference field of the child that will hold the parent's id
     * @param value as sent, not null
     */
    public record ParentKey(Field reference, SObjectType parent, Field key, String value) {}

    private static final int USUAL_FIELDS = 16;

    private final SObjectType type;
    private final List<ParentKey> parents = new ArrayList<>(0);
    private final List<RecordError> problems = new ArrayList<>(0);
    private Field[] fields = new Field[USUAL_FIELDS];
    private Object[] values = new Object[USUAL_FIELDS];
    private int size;
    private String id;

    /** A draft that sets nothing yet. */
    public RecordDraft(SObjectType type) {
        this.type = type;
    }

    /** The object that the record belongs to. */
    public SObjectType type() {
        return type;
    }

    /** The id that the record itself carried, as sent, or null. */
    public String id() {
        return id;
    }

    /** Says which record is meant; an id of any form, checked only when the record is saved. */
    public RecordDraft withId(String sent) {
        id = sent;
        return this;
    }

    /** A later value of the same field wins. */
    public RecordDraft set(Field field, Object value) {
        int at = indexOf(field);
        if (at < 0) {
            if (size == fields.length) {
                fields = Arrays.copyOf(fields, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            at = size++;
        }
        fields[at] = field;
        values[at] = value;
        return this;
    }

    /** Names a parent by its External ID. */
    public void parent(ParentKey parent) {
        parents.add(parent);
    }

    /** Refuses the record for a reason found while it was read. */
    public void problem(RecordError error) {
        problems.add(error);
    }

    /** The value for a field, null when it is null or was not sent. */
    public Object get(Field field) {
        int at = indexOf(field);
        return at < 0 ? null : values[at];
    }

    /** Whether the field was sent, be it as null. */
    public boolean sets(Field field) {
        return indexOf(field) >= 0;
    }

    /** How many fields are set. */
    public int size() {
        return size;
    }

    /** The i-th field that is set, from 0. */
    public Field field(int i) {
        return fields[i];
    }

    /** The value of the i-th field that is set, null to clear it. */
    public Object value(int i) {
        return values[i];
    }

    List<ParentKey> parents() {
        return parents;
    }

    /** What is wrong with it already, whatever the org says; empty for nothing. */
    public List<RecordError> problems() {
        return problems;
    }

    Field[] fields() {
        return fields;
    }

    private int indexOf(Field field) {
        for (int i = 0; i < size; i++) {
            if (fields[i] == field) {
                return i;
            }
        }
        return -1;
    }
}
