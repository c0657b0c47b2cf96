package io.accountsync.localorg.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.ObjectSpec.Right;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Describe of all objects, and of one with its fields. */
final class DescribeResource {

    private static final String MASTER = "012000000000000AAA";

    private final OrgData org;
    private final Schema schema;

    DescribeResource(OrgData org) {
        this.org = org;
        this.schema = org.schema();
    }

    /** {@code GET sobjects}. */
    RestAnswer all(RestRequest request) {
        return RestAnswer.json(200, Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("encoding", "UTF-8");
            out.writeNumberField("maxBatchSize", 200);
            out.writeArrayFieldStart("sobjects");
            for (SObjectType type : schema.types()) {
                out.writeStartObject();
                writeObject(out, type);
                writeUrls(out, type, request.root());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    /** {@code GET sobjects/{type}}: the object's members of {@link #all} and the caller's recent records, of which there are none. */
    RestAnswer basic(RestRequest request) {
        SObjectType type = type(request);
        return RestAnswer.json(200, Json.write(out -> {
            out.writeStartObject();
            out.writeObjectFieldStart("objectDescribe");
            writeObject(out, type);
            writeUrls(out, type, request.root());
            out.writeEndObject();
            out.writeArrayFieldStart("recentItems");
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    /** {@code GET sobjects/{type}/describe}. */
    RestAnswer one(RestRequest request) {
        SObjectType type = type(request);
        return RestAnswer.json(200, Json.write(out -> {
            out.writeStartObject();
            out.writeObjectField("actionOverrides", List.of());
            ChildDescribe.write(out, schema, type);
            out.writeBooleanField("compactLayoutable", true);
            out.writeArrayFieldStart("fields");
            for (Field field : type.fields()) {
                FieldDescribe.write(out, field);
            }
            out.writeEndArray();
            out.writeNullField("listviewable");
            out.writeNullField("lookupLayoutable");
            out.writeObjectField("namedLayoutInfos", List.of());
            out.writeNullField("networkScopeFieldName");
            writeRecordTypes(out, type, request.root());
            out.writeArrayFieldStart("supportedScopes");
            writeScope(out, "everything", "All " + type.spec().labelPlural().toLowerCase(Locale.ROOT));
            writeScope(out, "mine", "My " + type.spec().labelPlural().toLowerCase(Locale.ROOT));
            out.writeEndArray();
            writeObject(out, type);
            writeUrls(out, type, request.root());
            out.writeEndObject();
        }));
    }

    private SObjectType type(RestRequest request) {
        SObjectType type = schema.type(request.path().get(1));
        if (type == null) {
            throw RestException.notFound();
        }
        return type;
    }

    private static void writeObject(JsonGenerator out, SObjectType type) throws IOException {
        out.writeBooleanField("activateable", false);
        out.writeNullField("associateEntityType");
        out.writeNullField("associateParentEntity");
        out.writeBooleanField("createable", type.may(Right.CREATE));
        out.writeBooleanField("custom", type.name().endsWith("__c"));
        out.writeBooleanField("customSetting", false);
        out.writeBooleanField("deepCloneable", false);
        out.writeBooleanField("deletable", type.may(Right.DELETE));
        out.writeBooleanField("deprecatedAndHidden", false);
        out.writeBooleanField("feedEnabled", true);
        out.writeBooleanField("hasSubtypes", false);
        out.writeBooleanField("isInterface", false);
        out.writeBooleanField("isSubtype", false);
        out.writeStringField("keyPrefix", type.keyPrefix());
        out.writeStringField("label", type.spec().label());
        out.writeStringField("labelPlural", type.spec().labelPlural());
        out.writeBooleanField("layoutable", true);
        out.writeBooleanField("mergeable", type.mergeable());
        out.writeBooleanField("mruEnabled", true);
        out.writeStringField("name", type.name());
        out.writeBooleanField("queryable", true);
        out.writeBooleanField("replicateable", true);
        out.writeBooleanField("retrieveable", true);
        out.writeBooleanField("searchable", true);
        out.writeBooleanField("triggerable", true);
        out.writeBooleanField("undeletable", type.may(Right.DELETE));
        out.writeBooleanField("updateable", type.may(Right.UPDATE));
    }

    private static void writeUrls(JsonGenerator out, SObjectType type, String root) throws IOException {
        String base = root + "/sobjects/" + type.name();
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("sobject", base);
        urls.put("describe", base + "/describe");
        urls.put("rowTemplate", base + "/{ID}");
        out.writeObjectField("urls", urls);
    }

    /** The object's own record types, the first of them the default, and the master type that every object has. */
    private void writeRecordTypes(JsonGenerator out, SObjectType type, String root) throws IOException {
        List<Map<String, Object>> own = org.snapshot(schema.type("RecordType")).stream()
                .filter(row -> type.name().equals(row.get("SobjectType")))
                .toList();
        out.writeArrayFieldStart("recordTypeInfos");
        for (Map<String, Object> row : own) {
            out.writeObject(recordType(type, root, row, row == own.get(0)));
        }
        Map<String, Object> master =
                Map.of("Id", MASTER, "Name", "Master", "DeveloperName", "Master", "IsActive", true);
        out.writeObject(recordType(type, root, master, own.isEmpty()));
        out.writeEndArray();
    }

    private static Map<String, Object> recordType(
            SObjectType type, String root, Map<String, Object> row, boolean isDefault) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("active", row.get("IsActive"));
        info.put("available", row.get("IsActive"));
        info.put("defaultRecordTypeMapping", isDefault);
        info.put("developerName", row.get("DeveloperName"));
        info.put("master", MASTER.equals(row.get("Id")));
        info.put("name", row.get("Name"));
        info.put("recordTypeId", row.get("Id"));
        info.put("urls", Map.of("layout", root + "/sobjects/" + type.name() + "/describe/layouts/" + row.get("Id")));
        return info;
    }

    private static void writeScope(JsonGenerator out, String name, String label) throws IOException {
        out.writeStartObject();
        out.writeStringField("label", label);
        out.writeStringField("name", name);
        out.writeEndObject();
    }
}
