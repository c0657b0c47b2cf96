package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;

/** One record as a reader sees it, valid while the reader holds the org's lock ({@link OrgData#locked}). */
public final class RecordView {

    private final OrgData org;
    private final Table table;
    private final Row row;

    RecordView(OrgData org, Table table, Row row) {
        this.org = org;
        this.table = table;
        this.row = row;
    }

    /** The object that the record belongs to. */
    public SObjectType type() {
        return table.type();
    }

    /** 18 characters. */
    public String id() {
        return table.id(row);
    }

    /** Whether the record is in the recycle bin. */
    public boolean deleted() {
        return row.deleted();
    }

    /** A String (dates and moments too, as Salesforce writes them), Boolean, Number, address map, or null. */
    public Object value(Field field) {
        if (field.index() < type().fields().size() && type().fields().get(field.index()) == field) {
            return RecordReading.value(table, row, field);
        }
        return common(field);
    }

    /** The value of a field of the object Name, by which a lookup to several objects is read. */
    private Object common(Field field) {
        if (field.name().equals("Type")) {
            return type().name();
        }
        Field own = type().field(field.name());
        return own == null ? null : RecordReading.value(table, row, own);
    }

    /** The record that a reference field points to, or null for none, a deleted one, or an object the org lacks. */
    public RecordView parent(Field reference) {
        Object id = value(reference);
        RecordView parent = id == null ? null : org.record(id.toString());
        return parent == null || parent.deleted() ? null : parent;
    }
}
