package io.accountsync.localorg.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A record as calls answer it: its attributes, then the fields asked for. */
final class RecordJson {

    private RecordJson() {}

    /** The fields of a comma-separated list, all of them for null; 400 INVALID_FIELD for one that the object lacks. */
    static List<Field> fields(SObjectType type, String names) {
        if (names == null || names.isBlank()) {
            return type.fields();
        }
        List<Field> fields = new ArrayList<>();
        for (String name : names.split(",")) {
            fields.add(field(type, name.strip()));
        }
        return fields;
    }

    static Field field(SObjectType type, String name) {
        Field field = type.field(name);
        if (field == null) {
            throw RestException.badRequest(
                    "INVALID_FIELD",
                    "No such column '" + name + "' on entity '" + type.name()
                            + "'. If you are attempting to use a custom field, be sure to append the '__c' after the"
                            + " custom field name. Please reference your WSDL or the describe call for the appropriate"
                            + " names.");
        }
        return field;
    }

    static byte[] write(RecordView record, List<Field> fields, String root) {
        return Json.write(out -> writeTo(out, record, fields, root));
    }

    static void writeTo(JsonGenerator out, RecordView record, List<Field> fields, String root) throws IOException {
        out.writeStartObject();
        writeAttributes(out, record.type().name(), record.id(), root);
        for (Field field : fields) {
            out.writeFieldName(field.name());
            out.writeObject(record.value(field));
        }
        out.writeEndObject();
    }

    static void writeAttributes(JsonGenerator out, String type, String id, String root) throws IOException {
        out.writeObjectFieldStart("attributes");
        out.writeStringField("type", type);
        out.writeStringField("url", root + "/sobjects/" + type + "/" + id);
        out.writeEndObject();
    }
}
