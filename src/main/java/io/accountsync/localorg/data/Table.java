package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The records of one object. Callers hold the org's lock. */
final class Table {

    private final SObjectType type;
    private final String instance;
    private final long base;
    private final UndoLog undo;
    private final List<Row> rows = new ArrayList<>();
    private final int[] slots;
    private final KeyIndex[] indexes;
    private final List<Field> defaulted;
    private final Field owner;
    private int slotsInUse;

    /** @param base what the number in a record's id exceeds its place in the table by */
    Table(SObjectType type, String instance, long base, UndoLog undo) {
        this.type = type;
        this.instance = instance;
        this.base = base;
        this.undo = undo;
        this.slots = new int[type.fields().size()];
        Arrays.fill(slots, -1);
        this.indexes = type.fields().stream()
                .map(field -> field.indexed() || field.pointsToMortals() ? new KeyIndex(field) : null)
                .toArray(KeyIndex[]::new);
        this.owner = type.field("OwnerId");
        this.defaulted = type.fields().stream()
                .filter(field -> field.spec().defaultValue() != null)
                .filter(field -> !field.spec().defaultValue().equals(false))
                .toList();
    }

    SObjectType type() {
        return type;
    }

    /** In order of creation, without deleted ones. */
    Stream<Row> live() {
        return rows.stream().filter(row -> !row.deleted());
    }

    /** In order of creation, with those in the recycle bin. */
    Stream<Row> withDeleted() {
        return rows.stream().filter(row -> !row.purged);
    }

    /** The index of the field's values in records that are not deleted, or null when it has none. */
    KeyIndex index(Field field) {
        return indexes[field.index()];
    }

    /** The record of that id, deleted or not, or null when there is none or no more. */
    Row row(String id) {
        long number = SalesforceId.numberOf(id, type.keyPrefix(), instance) - base;
        Row row = number < 1 || number > rows.size() ? null : rows.get((int) number - 1);
        return row == null || row.purged ? null : row;
    }

    String id(Row row) {
        return SalesforceId.of(type.keyPrefix(), instance, base + row.number);
    }

    Row append(long when, String by) {
        Row row = new Row(rows.size() + 1, when, by);
        rows.add(row);
        if (undo.active()) {
            undo.add(() -> rows.remove(rows.size() - 1));
        }
        return row;
    }

    void touch(Row row, long when, String by) {
        if (undo.active()) {
            long modified = row.modified;
            String modifiedBy = row.modifiedBy;
            long stamped = row.stamped;
            undo.add(() -> {
                row.touch(modified, modifiedBy);
                row.stamped = stamped;
            });
        }
        row.touch(when, by);
    }

    /** Notes a change that the org itself makes: nobody has modified the record. */
    void stamp(Row row, long when) {
        if (undo.active()) {
            long stamped = row.stamped;
            undo.add(() -> row.stamped = stamped);
        }
        row.stamped = when;
    }

    /** What was written into the field, null when nothing was; for kept fields see {@link RecordReading}. */
    Object written(Row row, Field field) {
        int slot = slots[field.index()];
        return slot < 0 || slot >= row.values.length ? null : row.values[slot];
    }

    void write(Row row, Field field, Object value) {
        Object before = written(row, field);
        if (undo.active()) {
            undo.add(() -> write(row, field, before));
        }
        KeyIndex index = row.deleted() ? null : indexes[field.index()];
        if (index != null && !Objects.equals(before, value)) {
            index.remove(before, row);
            index.add(value, row);
        }
        if (value == null && before == null) {
            return;
        }
        int slot = slotOf(field);
        if (slot >= row.values.length) {
            row.values = Arrays.copyOf(row.values, slot + 1);
        }
        row.values[slot] = value;
    }

    /** Makes room for {@code fields} more values at once. */
    void reserve(Row row, Field[] fields, int count) {
        int most = row.values.length;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, slotOf(fields[i]) + 1);
        }
        if (most > row.values.length) {
            row.values = Arrays.copyOf(row.values, most);
        }
    }

    /** Gives a new record its owner and defaults where the caller sent nothing. */
    void fillIn(Row row, RecordDraft draft, String userId) {
        if (owner != null && !draft.sets(owner)) {
            write(row, owner, userId);
        }
        for (Field field : defaulted) {
            if (!draft.sets(field)) {
                write(row, field, field.spec().defaultValue());
            }
        }
    }

    void delete(Row row, Deletion deletion) {
        if (undo.active()) {
            long before = row.lastDeletion;
            undo.add(() -> {
                undelete(row);
                row.lastDeletion = before;
            });
        }
        row.deletion = deletion;
        row.lastDeletion = deletion.number();
        for (Field field : type.fields()) {
            if (indexes[field.index()] != null) {
                indexes[field.index()].remove(written(row, field), row);
            }
        }
    }

    void undelete(Row row) {
        if (undo.active()) {
            Deletion deletion = row.deletion;
            undo.add(() -> delete(row, deletion));
        }
        row.deletion = null;
        for (Field field : type.fields()) {
            if (indexes[field.index()] != null) {
                indexes[field.index()].add(written(row, field), row);
            }
        }
    }

    private int slotOf(Field field) {
        if (slots[field.index()] < 0) {
            slots[field.index()] = slotsInUse++;
        }
        return slots[field.index()];
    }
}
