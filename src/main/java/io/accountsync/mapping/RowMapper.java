package io.accountsync.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns rows into payloads for one org. Not safe for several threads: make one for each, by {@link Mapping#bind}. */
public final class RowMapper {
    static final JsonFactory JSON = new JsonFactoryBuilder()
            // 0.0000001 rather than 1E-7, which some readers of JSON take for an error.
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            // One generator writes one payload after the other, each of them by itself.
            .rootValueSeparator((String) null)
            .build();

    private final Mapping mapping;
    private final List<BoundField> fields;
    private final RecordKeys keys;
    private final RowKeys rowKeys;
    private final RowCursor cursor;
    private final Fingerprinter fingerprinter;
    private final Flag flag;
    private final List<ReferenceField> references;
    private final Set<String> lookups;
    private final OwnLookups ownLookups;
    private final Set<String> onCreate;
    private final Set<String> onCreateReferences;
    private final RowPayload written;

    /** @param flag what a record gets whose row is gone; empty where it gets nothing */
    RowMapper(Mapping mapping, List<BoundField> fields, List<BoundField> flag, RecordKeys keys) {
        this.mapping = mapping;
        this.fields = List.copyOf(fields);
        this.keys = keys;
        this.rowKeys = new RowKeys(
                this.fields.stream().filter(BoundField::isKey).findFirst().orElseThrow(), keys);
        this.cursor = RowCursor.of(mapping.cursor(), mapping.cursorType());
        this.fingerprinter = new Fingerprinter(mapping.object(), mapping.externalId());
        this.flag = flag.isEmpty() ? null : new Flag(rowKeys.field(), flag, fingerprinter);
        this.references = fields.stream()
                .map(BoundField::reference)
                .filter(Objects::nonNull)
                .toList();
        this.lookups = fields.stream()
                .filter(field -> field.lookup() != null && field.reference() == null)
                .map(BoundField::name)
                .collect(Collectors.toUnmodifiableSet());
        this.ownLookups = OwnLookups.of(this.fields, mapping.object(), rowKeys);
        this.onCreate = names(fields.stream().filter(RowMapper::isOnCreate));
        this.written = new RowPayload(this.fields, rowKeys, ownLookups.ordering());
        this.onCreateReferences =
                names(fields.stream().filter(field -> isOnCreate(field) && field.reference() != null));
    }

    private static boolean isOnCreate(BoundField field) {
        return field.mapping().write() == Write.ON_CREATE;
    }

    private static Set<String> names(Stream<BoundField> fields) {
        return fields.flatMap(field -> Stream.of(field.name(), field.clearName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Maps one row. Where there are {@link #references}, the payload has their values still, see {@link #open}.
     *
     * @param row a map whose keys ignore case
     * @throws InvalidRowException when the row cannot be sent: no key, no cursor, a value that does not fit its field
     */
    public MappedRecord map(Map<String, ?> row) throws InvalidRowException {
        Payload payload = written.write(row);
        if (written.key() == null) {
            throw keyMissing();
        }
        return new MappedRecord(
                written.key(),
                payload,
                fingerprint(payload, written.leftOut()),
                written.parentKey(),
                cursor.read(row),
                written.leftOut(),
                written.replacedIn());
    }

    /** Whether a row says that its record is gone. */
    public boolean isTombstone(Map<String, ?> row) throws InvalidRowException {
        return mapping.gone().hasTombstones() && mapping.gone().deletedWhen().isTrueOf(row);
    }

    /**
     * What counts of a row whose record is gone: its key and its cursor.
     *
     * @param needsCursor not where a source says of a deleted row nothing but its key
     * @return with a payload of the key alone
     * @throws InvalidRowException when it has no key, or no cursor and needs one
     */
    public MappedRecord tombstone(Map<String, ?> row, boolean needsCursor) throws InvalidRowException {
        BoundField keyField = rowKeys.field();
        Object value = keyField.mapping().valueFor(row);
        Object converted = value == null ? null : keyField.convert(value);
        if (converted == null) {
            throw needsCursor ? keyMissing() : InvalidRowException.ofDeletion(mapping);
        }
        ByteArrayBuilder buffer = new ByteArrayBuilder();
        try (JsonGenerator json = JSON.createGenerator(buffer)) {
            json.writeStartObject();
            keyField.write(json, converted);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return new MappedRecord(
                rowKeys.normalised(converted),
                Payload.of(buffer.toByteArray()),
                Fingerprinter.ofTombstones(),
                null,
                needsCursor ? cursor.read(row) : cursor.inInvalid(row));
    }

    /** Whether a row has the columns that the External ID is made of. */
    public boolean hasKeyColumns(Map<String, ?> row) {
        return rowKeys.field().mapping().paths().stream().allMatch(path -> row.containsKey(path.column()));
    }

    /** What a record gets whose row is gone; empty where it gets nothing. */
    public Optional<Flag> flag() {
        return Optional.ofNullable(flag);
    }

    private InvalidRowException keyMissing() {
        return new InvalidRowException(
                "KEY_MISSING",
                mapping.externalId(),
                "the row has no value for the External ID; leave such rows out at the source");
    }

    /** The fields whose values stand for records of the org that must be found before a payload can be sent. */
    public List<ReferenceField> references() {
        return references;
    }

    /** A payload, so that its references can be filled in. */
    public OpenPayload open(Payload payload) {
        return new OpenPayload(payload, references, lookups);
    }

    /**
     * The fingerprint of a payload. Once references were filled in it is another one: a record that they point to otherwise
     * is a change. Fields that only new records get are not part of it, so that their change is none.
     */
    public byte[] fingerprint(Payload payload) {
        return fingerprint(payload, Set.of());
    }

    /**
     * The same of a payload that lacks fields, see {@link MappedRecord#leftOut}: never the one of a whole row, so that a run which
     * reads that takes it for a change.
     */
    public byte[] fingerprint(Payload payload, Set<String> leftOut) {
        byte[] fields = payload.without(onCreate).bytes();
        return leftOut.isEmpty() ? fingerprinter.of(fields) : fingerprinter.ofPart(fields, leftOut);
    }

    /** What a payload calls the fields that only new records get. */
    public Set<String> onCreate() {
        return onCreate;
    }

    /** A payload for a record that is there already: nobody need be found for a field that is not sent. */
    public Payload withoutOnCreateReferences(Payload payload) {
        return payload.without(onCreateReferences);
    }

    /**
     * The key of a row that could not be mapped, so that the report can name it.
     *
     * @return null when the row has none
     */
    public String keyOf(Map<String, ?> row) {
        return rowKeys.of(row);
    }

    /** What rows have in the place of their key. */
    public RowKeys rowKeys() {
        return rowKeys;
    }

    /** The cursor of a row that could not be mapped; the least of all where it has none that can be read. */
    public long cursorIn(Map<String, ?> row) {
        return cursor.inInvalid(row);
    }

    /**
     * The key that an External ID stands for when it comes as text, as in the results of a Bulk job.
     *
     * @return null when it cannot be a key
     */
    public String keyOf(String externalId) {
        return rowKeys.ofText(externalId);
    }

    /** All columns that a payload may have in a CSV, see {@link BoundField#columns}. */
    public List<String> columns() {
        Stream<String> ofRows = fields.stream().flatMap(BoundField::columns);
        return (flag == null ? ofRows : Stream.concat(ofRows, flag.columns()))
                .distinct()
                .toList();
    }

    /** The mapped fields, by which payloads are compared with records of the org; in the order of their names. */
    public List<OrgField> orgFields() {
        return fields.stream().map(OrgField::of).toList();
    }

    /** The lookups that Salesforce resolves. */
    public List<RecordLookup> lookups() {
        return fields.stream().flatMap(RecordLookup::of).toList();
    }

    /** The lookups by which records point to others of the same sync. */
    public OwnLookups ownLookups() {
        return ownLookups;
    }

    /** How this org compares External IDs. */
    public RecordKeys keys() {
        return keys;
    }

    /** Changes whenever the same row could give another payload, see {@link MappingVersion}. */
    public String version() {
        return MappingVersion.of(mapping, fields);
    }
}
