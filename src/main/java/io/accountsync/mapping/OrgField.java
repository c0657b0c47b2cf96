package io.accountsync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * A mapped field, by which a payload and a record as a query answers it can be compared.
 *
 * @param name as it stands in the payload: the field's name, or the relationship's for a lookup
 * @param clearName the field that a payload sets to null; for a lookup that is the reference field
 * @param lookup External ID field of the record pointed to, or null
 * @param describe of the field itself, of a lookup that of the External ID field
 * @param isKey whether this is the External ID of the sync
 * @param write who owns the field once a record is there
 * @param lookupObject whose record that is, where the field refers to several objects, so that a query reads only the id of the
 *     record: {@link #keyIn} takes what was found by it; else null
 */
public record OrgField(
        String name,
        String clearName,
        String lookup,
        SObjectField describe,
        boolean isKey,
        Write write,
        String lookupObject) {

    static OrgField of(BoundField field) {
        if (field.reference() != null) {
            // What is sent is the id that the reference stands for.
            return new OrgField(
                    field.clearName(),
                    field.clearName(),
                    null,
                    field.target(),
                    false,
                    field.mapping().write(),
                    null);
        }
        return new OrgField(
                field.name(),
                field.clearName(),
                field.lookup(),
                field.describe(),
                field.isKey(),
                field.mapping().write(),
                field.lookupObject());
    }

    /** As people know it: {@code Name}, {@code Parent.Customer_Id__c}. */
    public String path() {
        return lookup == null ? name : name + "." + lookup;
    }

    /** What a query must select to compare the field. */
    public Stream<String> selected() {
        if (lookup == null) {
            return Stream.of(name);
        }
        // A parent without External ID is a parent nevertheless.
        return lookupObject == null ? Stream.of(path(), clearName) : Stream.of(clearName);
    }

    /** Puts the External ID of the record that a record of a query points to where {@link #valueIn} looks for it. */
    public void keyIn(ObjectNode record, JsonNode externalId) {
        record.putObject(name).set(lookup, externalId);
    }

    /** Whether a payload writes this field, be it to clear it. */
    public boolean isIn(JsonNode payload) {
        return payload.has(name) || payload.has(clearName);
    }

    /** Whether a payload clears this field. */
    public boolean isClearedBy(JsonNode payload) {
        return payload.has(clearName) && payload.get(clearName).isNull();
    }

    /** The value in a payload or in a record of a query; missing or null when it is empty. */
    public JsonNode valueIn(JsonNode record) {
        return lookup == null
                ? record.path(name)
                : record.path(name).path(lookup).isValueNode()
                        ? record.path(name).path(lookup)
                        : record.path(clearName);
    }

    /**
     * Whether Salesforce keeps for this field what the payload writes.
     *
     * @param payload one that writes the field
     * @param record as the query of {@link #selected} answers it
     */
    public boolean isSame(JsonNode payload, JsonNode record) {
        if (lookup == null) {
            return SalesforceValue.same(describe, payload.get(name), record.get(name));
        }
        if (isClearedBy(payload)) {
            return SalesforceValue.shown(describe, record.get(clearName)).isEmpty();
        }
        RecordKeys keys = RecordKeys.of(describe);
        return keys.of(SalesforceValue.shown(describe, payload.path(name).path(lookup)))
                .equals(keys.of(
                        SalesforceValue.shown(describe, record.path(name).path(lookup))));
    }

    /** The value in a payload or a record as people read it; empty for none. */
    public String shown(JsonNode record) {
        return SalesforceValue.shown(describe, valueIn(record));
    }
}
