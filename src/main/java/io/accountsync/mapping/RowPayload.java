package io.accountsync.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.accountsync.source.ReplacementCharacter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the fields of rows, one row after the other by one generator, and keeps what is known of the last one. Not safe for several
 * threads.
 */
final class RowPayload {
    private final List<BoundField> fields;
    private final RowKeys rowKeys;
    private final Set<String> parents;
    private final ByteArrayBuilder buffer = new ByteArrayBuilder(1024);

    /** Null before the first row, and behind one that is invalid: what is written of it has no end. */
    private JsonGenerator json;

    private Set<String> leftOut = Set.of();
    private String key;
    private String parentKey;
    private String replacedIn;

    /** @param parents the lookups by which records wait for others */
    RowPayload(List<BoundField> fields, RowKeys rowKeys, Set<String> parents) {
        this.fields = fields;
        this.rowKeys = rowKeys;
        this.parents = parents;
    }

    Payload write(Map<String, ?> row) throws InvalidRowException {
        begin();
        JsonGenerator open = json;
        json = null;
        try {
            open = open == null ? RowMapper.JSON.createGenerator(buffer) : open;
            open.writeStartObject();
            for (BoundField field : fields) {
                write(field, row, open);
            }
            open.writeEndObject();
            open.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        json = open;
        return Payload.of(buffer.toByteArray());
    }

    private void begin() {
        buffer.reset();
        leftOut = Set.of();
        key = null;
        parentKey = null;
        replacedIn = null;
    }

    private void write(BoundField field, Map<String, ?> row, JsonGenerator open)
            throws IOException, InvalidRowException {
        Object converted;
        try {
            converted = field.valueOf(row);
        } catch (InvalidRowException e) {
            if (field.isKey() || !e.isUnavailable()) {
                throw e;
            }
            leaveOut(field.name());
            return;
        }
        if (converted != null && field.isKey()) {
            key = rowKeys.normalised(converted);
        } else if (converted != null && parents.contains(field.name())) {
            parentKey = rowKeys.normalised(converted);
        }
        if (converted instanceof String text && replacedIn == null && ReplacementCharacter.isIn(text)) {
            replacedIn = field.name();
        }
        field.write(open, converted);
    }

    private void leaveOut(String field) {
        if (leftOut.isEmpty()) {
            leftOut = new LinkedHashSet<>();
        }
        leftOut.add(field);
    }

    /** Null where the row has none. */
    String key() {
        return key;
    }

    /** Of the record of the same object that this one points to, or null. */
    String parentKey() {
        return parentKey;
    }

    /** The first field whose text lost characters before it came here, or null. */
    String replacedIn() {
        return replacedIn;
    }

    /** The fields that need a value which the change did not say. */
    Set<String> leftOut() {
        return leftOut;
    }
}
