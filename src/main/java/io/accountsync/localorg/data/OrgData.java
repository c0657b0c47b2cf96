package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.FieldType;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import io.accountsync.localorg.schema.Schema;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All records of one org. Every call is atomic: one lock guards all objects, since records point to one another. */
public final class OrgData {

    private final Schema schema;
    private final Clock clock;
    private final Map<SObjectType, Table> tables = new IdentityHashMap<>();
    private final UndoLog undo = new UndoLog();
    private final RecycleBin bin = new RecycleBin();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<BiConsumer<SObjectType, Map<String, Object>>> watchers = new CopyOnWriteArrayList<>();

    /**
     * @param orgId 18 characters; ids of all records carry its instance, and the first Organization record has this id
     * @param clock stamps records
     */
    public OrgData(Schema schema, String orgId, Clock clock) {
        this.schema = schema;
        this.clock = clock;
        String instance = SalesforceId.instanceOf(orgId);
        for (SObjectType type : schema.types()) {
            boolean organization = orgId.startsWith(type.keyPrefix());
            long base = organization ? SalesforceId.numberOf(orgId, type.keyPrefix(), instance) - 1 : 0;
            tables.put(type, new Table(type, instance, base, undo));
        }
    }

    /** The objects that the records belong to. */
    public Schema schema() {
        return schema;
    }

    /** Now, in milliseconds of whole seconds, as Salesforce stamps records. */
    long now() {
        return clock.instant().getEpochSecond() * 1000;
    }

    /**
     * Does the work while nobody else reads or writes. {@link RecordView}s are valid only in here; take what you need out
     * as plain values.
     */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) {
                bin.expire(clock.millis());
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does the work while nobody else reads or writes, and takes all its changes back when its result does not please. Inside
     * another transaction it takes back only its own.
     */
    public <T> T transaction(Supplier<T> work, Predicate<T> keep) {
        return locked(() -> {
            undo.begin();
            T result = null;
            try {
                result = work.get();
            } finally {
                if (result != null && keep.test(result)) {
                    undo.commit();
                } else {
                    undo.rollBack();
                }
            }
            return result;
        });
    }

    Table table(SObjectType type) {
        return tables.get(type);
    }

    RecycleBin bin() {
        return bin;
    }

    /** Deletes for good what is in the recycle bin; no query finds it any more. */
    public void purge() {
        locked(() -> {
            bin.purge();
            return null;
        });
    }

    /**
     * When the latest of the object's records was deleted of which no trace is left, 0 for none; call it inside {@link #locked}.
     *
     * @param onlyPurged whether those do not count whose 15 days were over
     */
    public long goneUntil(SObjectType type, boolean onlyPurged) {
        return onlyPurged ? bin.clearedUntil(table(type)) : bin.goneUntil(table(type));
    }

    /** Tells of each record of an object that a caller saves, as it is then; see {@link #snapshot}. */
    public void watch(SObjectType watched, Consumer<Map<String, Object>> watcher) {
        watchers.add((type, fields) -> {
            if (type == watched) {
                watcher.accept(fields);
            }
        });
    }

    /** A caller has saved that record. */
    void saved(Table table, Row row) {
        if (!watchers.isEmpty()) {
            Map<String, Object> fields = fields(table, row);
            watchers.forEach(watcher -> watcher.accept(table.type(), fields));
        }
    }

    /** Puts a record in without any check: what an org has before anyone calls it. Answers its id. */
    public String seed(SObjectType type, Map<String, Object> values, String userId) {
        return locked(() -> {
            Table table = table(type);
            RecordDraft draft = new RecordDraft(type);
            values.forEach((name, value) -> draft.set(type.field(name), value));
            Row row = table.append(now(), userId);
            values.forEach((name, value) -> table.write(row, type.field(name), stored(type.field(name), value)));
            table.fillIn(row, draft, userId);
            return table.id(row);
        });
    }

    /** Changes fields of a record without any check, as its form in the browser does; IllegalArgumentException without one. */
    public void edit(SObjectType type, String id, Map<String, Object> values, String userId) {
        locked(() -> {
            Table table = table(type);
            Row row = SalesforceId.parse(id).map(table::row).orElse(null);
            if (row == null) {
                throw new IllegalArgumentException("no " + type.name() + " has the id " + id);
            }
            values.forEach((name, value) -> table.write(row, type.field(name), stored(type.field(name), value)));
            table.touch(row, now(), userId);
            return null;
        });
    }

    /** Ids are kept with 18 characters, whoever puts them in. */
    private static Object stored(Field field, Object value) {
        return field.type() == FieldType.REFERENCE && value != null
                ? SalesforceId.parse(value.toString()).orElse(value.toString())
                : value;
    }

    /** The object's records in order of creation; call it inside {@link #locked}. */
    public Stream<RecordView> records(SObjectType type, boolean withDeleted) {
        Table table = table(type);
        return (withDeleted ? table.withDeleted() : table.live()).map(row -> new RecordView(this, table, row));
    }

    /** The record of that id (15 or 18 characters), deleted ones included, or null; call it inside {@link #locked}. */
    public RecordView record(String id) {
        String full = SalesforceId.parse(id).orElse("");
        SObjectType type = schema.typeOfId(full);
        Row row = type == null ? null : table(type).row(full);
        return row == null ? null : new RecordView(this, table(type), row);
    }

    /**
     * The records whose field has that value, compared as Salesforce compares; call it inside {@link #locked}.
     *
     * @param field one that is {@link Field#indexed}
     */
    public List<RecordView> byKey(SObjectType type, Field field, Object value) {
        Table table = table(type);
        List<Row> rows = table.index(field).find(KeyIndex.keyOf(field, value));
        return rows.stream().map(row -> new RecordView(this, table, row)).toList();
    }

    /** How many records the object has, without deleted ones. */
    public long count(SObjectType type) {
        return locked(() -> table(type).live().count());
    }

    /** Every record of the object in order of creation, each with the fields that have a value. */
    public List<Map<String, Object>> snapshot(SObjectType type) {
        return locked(() -> {
            Table table = table(type);
            return table.live().map(row -> fields(table, row)).toList();
        });
    }

    /** The same of those that were deleted. */
    public List<Map<String, Object>> deleted(SObjectType type) {
        return locked(() -> {
            Table table = table(type);
            return table.withDeleted()
                    .filter(Row::deleted)
                    .map(row -> fields(table, row))
                    .toList();
        });
    }

    /** The first record whose field has that value, compared as Salesforce compares, with the fields that have one. */
    public Optional<Map<String, Object>> find(SObjectType type, Field field, Object value) {
        String key = KeyIndex.keyOf(field, value);
        return locked(() -> {
            Table table = table(type);
            return table.live()
                    .filter(row -> key.equals(KeyIndex.keyOf(field, RecordReading.value(table, row, field))))
                    .findFirst()
                    .map(row -> fields(table, row));
        });
    }

    private static Map<String, Object> fields(Table table, Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : table.type().fields()) {
            Object value = RecordReading.value(table, row, field);
            if (value != null) {
                fields.put(field.name(), value);
            }
        }
        return fields;
    }
}
