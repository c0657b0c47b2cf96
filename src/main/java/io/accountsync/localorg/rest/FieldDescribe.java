package io.accountsync.localorg.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.FieldType;
import io.accountsync.localorg.schema.ParentLink;
import java.io.IOException;
import java.util.List;

/** One field as describe shows it, members in the order in which Salesforce writes them: by name. */
final class FieldDescribe {

    private FieldDescribe() {}

    static void write(JsonGenerator out, Field field) throws IOException {
        FieldSpec spec = field.spec();
        boolean address = spec.type() == FieldType.ADDRESS;
        boolean longText = !field.filterable() && !address;
        out.writeStartObject();
        out.writeBooleanField("aggregatable", !address && !longText && spec.type() != FieldType.BOOLEAN);
        out.writeBooleanField("aiPredictionField", false);
        out.writeBooleanField("autoNumber", false);
        out.writeNumberField("byteLength", byteLength(spec));
        out.writeBooleanField("calculated", false);
        out.writeNullField("calculatedFormula");
        out.writeBooleanField("cascadeDelete", ChildDescribe.cascades(field));
        out.writeBooleanField("caseSensitive", spec.lookup().caseSensitive());
        out.writeStringField("compoundFieldName", spec.compound());
        out.writeNullField("controllerName");
        out.writeBooleanField("createable", spec.access().createable());
        out.writeBooleanField("custom", field.custom());
        out.writeObjectField("defaultValue", spec.defaultValue());
        out.writeNullField("defaultValueFormula");
        out.writeBooleanField("defaultedOnCreate", spec.access().defaultedOnCreate());
        out.writeBooleanField("dependentPicklist", false);
        out.writeBooleanField("deprecatedAndHidden", false);
        out.writeNumberField(
                "digits", spec.type() == FieldType.INT ? spec.size().precision() : 0);
        out.writeBooleanField("displayLocationInDecimal", false);
        out.writeBooleanField("encrypted", false);
        out.writeBooleanField("externalId", spec.lookup().externalId());
        out.writeStringField("extraTypeInfo", extraType(spec));
        out.writeBooleanField("filterable", field.filterable());
        out.writeNullField("filteredLookupInfo");
        out.writeNullField("formulaTreatNullNumberAsZero");
        out.writeBooleanField("groupable", groupable(spec, longText));
        out.writeBooleanField("highScaleNumber", false);
        out.writeBooleanField("htmlFormatted", false);
        out.writeBooleanField("idLookup", spec.lookup().idLookup());
        out.writeNullField("inlineHelpText");
        out.writeStringField("label", spec.label());
        out.writeNumberField("length", spec.size().length());
        out.writeNullField("mask");
        out.writeNullField("maskType");
        out.writeStringField("name", spec.name());
        out.writeBooleanField("nameField", field.nameField());
        out.writeBooleanField("namePointing", false);
        out.writeBooleanField("nillable", spec.access().nillable());
        out.writeBooleanField(
                "permissionable", spec.access().nillable() && spec.access().createable());
        writePicklist(out, spec);
        out.writeBooleanField("polymorphicForeignKey", spec.reference().to().size() > 1);
        out.writeNumberField(
                "precision", spec.type() == FieldType.INT ? 0 : spec.size().precision());
        out.writeBooleanField("queryByDistance", false);
        out.writeNullField("referenceTargetField");
        out.writeObjectField("referenceTo", spec.reference().to());
        out.writeStringField("relationshipName", spec.reference().relationshipName());
        if (field.link() == ParentLink.MASTER_DETAIL) {
            out.writeNumberField("relationshipOrder", 0);
        } else {
            out.writeNullField("relationshipOrder");
        }
        out.writeBooleanField("restrictedDelete", field.link() == ParentLink.RESTRICTED);
        out.writeBooleanField("restrictedPicklist", spec.values().restricted() && spec.type() != FieldType.STRING);
        out.writeNumberField("scale", spec.size().scale());
        out.writeBooleanField("searchPrefilterable", spec.type() == FieldType.REFERENCE);
        out.writeStringField("soapType", spec.type().soapType());
        out.writeBooleanField("sortable", !address && !longText && spec.type() != FieldType.MULTIPICKLIST);
        out.writeStringField("type", spec.type().apiName());
        out.writeBooleanField("unique", spec.lookup().unique());
        out.writeBooleanField("updateable", spec.access().updateable());
        out.writeBooleanField("writeRequiresMasterRead", false);
        out.writeEndObject();
    }

    /** Three bytes for each character; ids have one. */
    private static int byteLength(FieldSpec spec) {
        int length = spec.size().length();
        return spec.type() == FieldType.ID || spec.type() == FieldType.REFERENCE ? length : length * 3;
    }

    private static String extraType(FieldSpec spec) {
        if (spec.type() != FieldType.TEXTAREA) {
            return null;
        }
        return spec.size().length() > 255 ? "plaintextarea" : null;
    }

    private static boolean groupable(FieldSpec spec, boolean longText) {
        return !longText
                && !spec.type().isDecimal()
                && spec.type() != FieldType.DATETIME
                && spec.type() != FieldType.MULTIPICKLIST
                && spec.type() != FieldType.ADDRESS;
    }

    private static void writePicklist(JsonGenerator out, FieldSpec spec) throws IOException {
        out.writeArrayFieldStart("picklistValues");
        boolean picklist = spec.type() == FieldType.PICKLIST || spec.type() == FieldType.MULTIPICKLIST;
        List<String> values = picklist ? spec.values().active() : List.of();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            out.writeStartObject();
            out.writeBooleanField("active", true);
            out.writeBooleanField("defaultValue", value.equals(spec.defaultValue()));
            out.writeStringField("label", spec.values().labels().get(i));
            out.writeNullField("validFor");
            out.writeStringField("value", value);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
