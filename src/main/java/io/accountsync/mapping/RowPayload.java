package io.accountsync.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the fields of one row, and keeps what is known of it then. */
final class RowPayload {
    private final List<BoundField> fields;
    private final RowKeys rowKeys;
    private final Set<String> parents;
    private final Set<String> leftOut = new LinkedHashSet<>();
    private String key;
    private String parentKey;

    /** @param parents the lookups by which records wait for others */
    RowPayload(List<BoundField> fields, RowKeys rowKeys, Set<String> parents) {
        this.fields = fields;
        this.rowKeys = rowKeys;
        this.parents = parents;
    }

    Payload write(Map<String, ?> row, ByteArrayBuilder buffer) throws InvalidRowException {
        buffer.reset();
        try (JsonGenerator json = RowMapper.JSON.createGenerator(buffer)) {
            json.writeStartObject();
            for (BoundField field : fields) {
                write(field, row, json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return Payload.of(buffer.toByteArray());
    }

    private void write(BoundField field, Map<String, ?> row, JsonGenerator json)
            throws IOException, InvalidRowException {
        Object converted;
        try {
            converted = field.valueOf(row);
        } catch (InvalidRowException e) {
            if (field.isKey() || !e.isUnavailable()) {
                throw e;
            }
            leftOut.add(field.name());
            return;
        }
        if (converted != null && field.isKey()) {
            key = rowKeys.normalised(converted);
        } else if (converted != null && parents.contains(field.name())) {
            parentKey = rowKeys.normalised(converted);
        }
        field.write(json, converted);
    }

    /** Null where the row has none. */
    String key() {
        return key;
    }

    /** Of the record of the same object that this one points to, or null. */
    String parentKey() {
        return parentKey;
    }

    /** The fields that need a value which the change did not say. */
    Set<String> leftOut() {
        return leftOut;
    }
}
