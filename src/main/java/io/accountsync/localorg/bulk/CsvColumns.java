package io.accountsync.localorg.bulk;

import io.accountsync.localorg.data.Conversion;
import io.accountsync.localorg.data.RecordDraft;
import io.accountsync.localorg.data.RecordDraft.ParentKey;
import io.accountsync.localorg.data.RecordError;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** The header of an upload, looked up: turns rows into drafts. An empty cell is left alone, {@code #N/A} clears. */
final class CsvColumns {

    private static final String CLEAR = "#N/A";

    /** @param parent the object whose record {@code field} finds, null for a column of the object itself */
    private record Column(Field field, Field reference, SObjectType parent) {}

    private final SObjectType type;
    private final List<Column> columns = new ArrayList<>();

    /** Fails the job for the first name that cannot be found, as Salesforce does. */
    CsvColumns(Schema schema, SObjectType type, List<String> header) {
        this.type = type;
        for (String name : header) {
            columns.add(column(schema, type, name));
        }
    }

    /** Fails a job that deletes when its rows have more than ids. */
    void requireIdsOnly(String operation) {
        if (columns.size() != 1
                || columns.get(0).parent() != null
                || columns.get(0).field().kept() != Field.Kept.ID) {
            throw JobFailedException.notOnlyIds(operation);
        }
    }

    RecordDraft draft(List<String> cells) {
        RecordDraft draft = new RecordDraft(type);
        if (cells.size() != columns.size()) {
            draft.problem(RecordError.of(
                    "INVALID_CSV", "Row has " + cells.size() + " columns, the header has " + columns.size()));
            return draft;
        }
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                set(draft, columns.get(i), cells.get(i));
            }
        }
        return draft;
    }

    private static void set(RecordDraft draft, Column column, String cell) {
        boolean clear = cell.equals(CLEAR);
        if (column.parent() != null) {
            setParent(draft, column, clear ? null : cell);
        } else if (column.field().kept() == Field.Kept.ID) {
            draft.withId(cell);
        } else {
            Object value = clear ? null : Conversion.ofCsv(column.field(), cell);
            if (value == Conversion.UNFIT) {
                draft.problem(RecordError.of(
                        "INVALID_TYPE_ON_FIELD_IN_RECORD",
                        column.field().label() + ": value not of required type: " + cell,
                        column.field().name()));
            } else {
                draft.set(column.field(), value);
            }
        }
    }

    private static void setParent(RecordDraft draft, Column column, String key) {
        if (key == null) {
            draft.set(column.reference(), null);
        } else if (column.field().kept() == Field.Kept.ID) {
            draft.set(column.reference(), key);
        } else {
            draft.parent(new ParentKey(column.reference(), column.parent(), column.field(), key));
        }
    }

    private static Column column(Schema schema, SObjectType type, String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            Field field = type.field(name);
            if (field == null) {
                throw JobFailedException.unknownField(name);
            }
            return new Column(field, null, null);
        }
        String relationship = name.substring(0, dot);
        Field reference = type.referenceFor(relationship.substring(relationship.indexOf(':') + 1));
        SObjectType parent = reference == null ? null : parent(schema, reference, relationship);
        Field key = parent == null ? null : parent.field(name.substring(dot + 1));
        if (key == null || !key.upsertKey()) {
            throw JobFailedException.unknownField(name);
        }
        return new Column(key, reference, parent);
    }

    /**
     * The object that a column such as {@code Parent.Key__c} or {@code Account:What.Key__c} points to; null when it is not named
     * though the field may point to several, or named though it may not, or none of those.
     */
    private static SObjectType parent(Schema schema, Field reference, String relationship) {
        List<String> possible = reference.spec().reference().to();
        int colon = relationship.indexOf(':');
        if (possible.size() == 1) {
            return colon < 0 ? schema.type(possible.get(0)) : null;
        }
        SObjectType named = colon < 0 ? null : schema.type(relationship.substring(0, colon));
        return named != null && possible.contains(named.name()) ? named : null;
    }
}
