package io.accountsync.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * A mapped field with what the org's describe says of it.
 *
 * @param name as it stands in the payload: the field's name, or the relationship's for a lookup
 * @param clearName the field to set to null when the value is cleared; for a lookup that is the reference field
 * @param isKey whether this is the External ID field
 * @param isParent whether this lookup points to a record of the same object by the same External ID
 * @param type and length, for the mapping version
 */
record BoundField(
        String name,
        String clearName,
        FieldMapping mapping,
        ValueConverter converter,
        boolean isKey,
        boolean isParent,
        String type) {

    /** Converts a value that is not empty. Keys lose the white space around them, as they do in Salesforce. */
    Object convert(Object value) throws InvalidRowException {
        Object converted = converter.convert(value);
        return (isKey || mapping.lookup() != null) && converted instanceof String text ? text.strip() : converted;
    }

    /** Writes the field; {@code value} is what {@link #convert} gave, or null for an empty value. */
    void write(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            if (mapping.clears()) {
                json.writeNullField(clearName);
            }
            return;
        }
        json.writeFieldName(name);
        if (mapping.lookup() == null) {
            writeValue(json, value);
        } else {
            json.writeStartObject();
            json.writeFieldName(mapping.lookup());
            writeValue(json, value);
            json.writeEndObject();
        }
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            throw new IllegalStateException("no JSON for " + value.getClass());
        }
    }
}
