package io.accountsync.mapping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * An object of an org as JSON Schema (draft 2020-12) of the records that it takes. What JSON Schema has no word for stands
 * under {@code x-salesforce}.
 */
public final class ObjectSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ObjectSchema() {}

    /** The schema of the object that this describes. */
    public static ObjectNode of(SObjectDescription describe) {
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", describe.getName());
        if (describe.getLabel() != null) {
            schema.put("description", describe.getLabel());
        }
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        for (SObjectField field : describe.getFields()) {
            properties.set(field.getName(), property(field));
            if (TargetFields.isRequired(field)) {
                required.add(field.getName());
            }
        }
        schema.set("required", required);
        ObjectNode own = schema.putObject("x-salesforce");
        own.put("createable", Boolean.TRUE.equals(describe.isCreateable()));
        own.put("updateable", Boolean.TRUE.equals(describe.isUpdateable()));
        return schema;
    }

    private static ObjectNode property(SObjectField field) {
        ObjectNode property = JSON.objectNode();
        property.put("title", field.getLabel());
        String type = jsonType(field);
        if (Boolean.FALSE.equals(field.isNillable())) {
            property.put("type", type);
        } else {
            property.putArray("type").add(type).add("null");
        }
        addBounds(property, field);
        addEntries(property, field);
        if (!Boolean.TRUE.equals(field.isCreateable()) && !Boolean.TRUE.equals(field.isUpdateable())) {
            property.put("readOnly", true);
        }
        property.set("x-salesforce", details(field));
        return property;
    }

    private static String jsonType(SObjectField field) {
        return switch (type(field)) {
            case "boolean" -> "boolean";
            case "int", "long" -> "integer";
            case "double", "currency", "percent" -> "number";
            case "address", "location", "complexvalue" -> "object";
            default -> "string";
        };
    }

    private static void addBounds(ObjectNode property, SObjectField field) {
        switch (type(field)) {
            case "date" -> property.put("format", "date");
            case "datetime" -> property.put("format", "date-time");
            case "time" -> property.put("format", "time");
            case "base64" -> property.put("contentEncoding", "base64");
            case "double", "currency", "percent" -> {
                int scale = field.getScale() == null ? 0 : field.getScale();
                addRange(property, field.getPrecision() == null ? 0 : field.getPrecision() - scale);
            }
            case "int" -> addRange(property, field.getDigits() == null ? 0 : Integer.parseInt(field.getDigits()));
            default -> {
                if ("string".equals(jsonType(field)) && field.getLength() != null && field.getLength() > 0) {
                    property.put("maxLength", field.getLength());
                }
            }
        }
    }

    private static void addRange(ObjectNode property, int digits) {
        if (digits > 0) {
            BigDecimal end = BigDecimal.ONE.scaleByPowerOfTen(digits).setScale(0);
            property.put("exclusiveMinimum", end.negate());
            property.put("exclusiveMaximum", end);
        }
    }

    /** Of several entries joined by semicolons an enum says nothing. */
    private static void addEntries(ObjectNode property, SObjectField field) {
        ArrayNode entries = JSON.arrayNode();
        new FieldKind(field).entries().forEach(entries::add);
        if (entries.isEmpty()) {
            return;
        }
        boolean isEnum = type(field).equals("picklist") && Boolean.TRUE.equals(field.isRestrictedPicklist());
        if (isEnum && !Boolean.FALSE.equals(field.isNillable())) {
            entries.addNull();
        }
        property.set(isEnum ? "enum" : "examples", entries);
    }

    private static ObjectNode details(SObjectField field) {
        ObjectNode details = JSON.objectNode();
        details.put("type", type(field));
        details.put("createable", Boolean.TRUE.equals(field.isCreateable()));
        details.put("updateable", Boolean.TRUE.equals(field.isUpdateable()));
        addFlag(details, "externalId", field.isExternalId());
        addFlag(details, "idLookup", field.isIdLookup());
        addFlag(details, "unique", field.isUnique());
        addFlag(details, "caseSensitive", field.isCaseSensitive());
        addFlag(details, "defaultedOnCreate", field.isDefaultedOnCreate());
        addFlag(details, "calculated", field.isCalculated());
        addFlag(details, "autoNumber", field.isAutoNumber());
        addFlag(details, "restrictedPicklist", field.isRestrictedPicklist());
        if (field.getPrecision() != null && field.getPrecision() > 0) {
            details.put("precision", field.getPrecision());
            details.put("scale", field.getScale());
        }
        if (!FieldBinding.pointsTo(field).isEmpty()) {
            FieldBinding.pointsTo(field).forEach(details.putArray("referenceTo")::add);
            details.put("relationshipName", field.getRelationshipName());
        }
        return details;
    }

    private static void addFlag(ObjectNode details, String name, Boolean flag) {
        if (Boolean.TRUE.equals(flag)) {
            details.put(name, true);
        }
    }

    private static String type(SObjectField field) {
        return field.getType().toLowerCase(Locale.ROOT);
    }
}
