package io.accountsync.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * A mapped field with what the org's describe says of it.
 *
 * @param name as it stands in the payload: the field's name, or the relationship's for a lookup or an open reference
 * @param clearName the field to set to null when the value is cleared; for a lookup that is the reference field
 * @param lookup the field that identifies the record pointed to, or null
 * @param lookupObject whose record that is, where the field refers to several objects; else null
 * @param reference how that record is found before anything is sent; null where Salesforce finds it
 * @param isKey whether this is the External ID field
 * @param isParent whether this lookup points to a record of the same object by the same External ID
 * @param type its signature with the length, for the mapping version
 * @param target the field itself as the org describes it; of a lookup the reference field
 * @param describe what the value must fit: the same, or of a lookup the External ID field
 * @param json name, clearName and lookup as they are written
 */
record BoundField(
        String name,
        String clearName,
        String lookup,
        String lookupObject,
        ReferenceField reference,
        FieldMapping mapping,
        ValueConverter converter,
        boolean isKey,
        boolean isParent,
        String type,
        SObjectField target,
        SObjectField describe,
        JsonNames json) {

    /**
     * The value of a row, converted.
     *
     * @return null when it is empty
     * @throws InvalidRowException when it does not fit the field; saying what to write in the query, where that helps
     */
    Object valueOf(Map<String, ?> row) throws InvalidRowException {
        try {
            Object value = mapping.valueFor(row);
            return value == null ? null : convert(value);
        } catch (InvalidRowException e) {
            throw ColumnAdvice.add(e, row, mapping.columns(), describe.getType());
        }
    }

    /**
     * Converts a value. Keys lose the white space around them, as they do in Salesforce.
     *
     * @return null when nothing is left of the value, as of a list without elements
     * @throws InvalidRowException when the value does not fit the field
     */
    Object convert(Object value) throws InvalidRowException {
        Object converted =
                converter.convert(isIdentifier() && value instanceof String text ? withoutBlanks(text) : value);
        if (converted instanceof String text) {
            if (Texts.isBroken(text)) {
                throw new InvalidRowException(
                        "BROKEN_TEXT",
                        name,
                        "the text holds half of a character, as when an emoji is cut in two; fix it at the source");
            }
            return text.isEmpty() ? null : text;
        }
        return converted;
    }

    private String withoutBlanks(String text) throws InvalidRowException {
        String key = Blanks.without(text);
        if (key.isBlank()) {
            return "";
        }
        InvisibleCharacters.refuse(name, key);
        return key;
    }

    private boolean isIdentifier() {
        return isKey || lookup != null;
    }

    /** Writes the field; {@code value} is what {@link #convert} gave, or null for an empty value. */
    void write(JsonGenerator payload, Object value) throws IOException {
        if (value == null) {
            if (mapping.clears()) {
                payload.writeFieldName(json.cleared());
                payload.writeNull();
            }
            return;
        }
        payload.writeFieldName(json.name());
        if (lookup == null) {
            writeValue(payload, value);
        } else {
            payload.writeStartObject();
            if (lookupObject != null) {
                LookedUpObject.write(payload, lookupObject);
            }
            payload.writeFieldName(json.lookup());
            writeValue(payload, value);
            payload.writeEndObject();
        }
    }

    /**
     * How a CSV names what {@link #write} may write: {@code Name}, {@code Parent.Customer_Id__c}, {@code
     * Account:What.Customer_Id__c}, {@code ParentId}.
     */
    Stream<String> columns() {
        if (reference != null) {
            return Stream.of(clearName);
        }
        String written = lookup == null ? name : LookedUpObject.column(lookupObject, name) + "." + lookup;
        return mapping.clears() ? Stream.of(written, clearName) : Stream.of(written);
    }

    private static void writeValue(JsonGenerator payload, Object value) throws IOException {
        if (value instanceof String text) {
            payload.writeString(text);
        } else if (value instanceof Long number) {
            payload.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            payload.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            payload.writeBoolean(bool);
        } else {
            throw new IllegalStateException("no JSON for " + value.getClass());
        }
    }
}
