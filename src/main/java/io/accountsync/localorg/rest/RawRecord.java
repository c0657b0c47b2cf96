package io.accountsync.localorg.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.accountsync.localorg.data.Conversion;
import io.accountsync.localorg.data.RecordDraft;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One record as it stands in a JSON body, before its object is known; used again for each record of a body. */
final class RawRecord {

    private static final int LONGEST_EXACT_DOUBLE = 16;
    private static final Object ARRAY = new Object();

    private final List<String> names = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private long[] places = new long[32];
    private String type;

    /** Reads the object at which the parser stands. */
    RawRecord read(JsonParser parser) throws IOException {
        names.clear();
        values.clear();
        type = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("attributes") && token == JsonToken.START_OBJECT) {
                Object named = object(parser).get("type");
                type = named == null ? null : named.toString();
            } else {
                add(name, place(parser), value(parser, token));
            }
        }
        return this;
    }

    /** The record as one of that object. */
    RecordDraft bind(Schema schema, SObjectType object) {
        RecordDraft draft = new RecordDraft(object);
        for (int i = 0; i < names.size(); i++) {
            bind(draft, schema, names.get(i), values.get(i), places[i]);
        }
        return draft;
    }

    /** The record as one of the object that its attributes name, which must be the given one unless that is null. */
    RecordDraft bindNamed(Schema schema, SObjectType expected) {
        SObjectType named = type == null ? null : schema.type(type);
        if (type == null) {
            throw RestException.badRequest("INVALID_TYPE", "Must send a concrete entity type.");
        }
        if (named == null) {
            throw RestException.badRequest("INVALID_TYPE", "sObject type '" + type + "' is not supported.");
        }
        if (expected != null && named != expected) {
            throw RestException.badRequest(
                    "INVALID_INPUT", "Record of type " + type + " in a call for records of type " + expected.name());
        }
        return bind(schema, named);
    }

    private void add(String name, long place, Object value) {
        if (names.size() == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[names.size()] = place;
        names.add(name);
        values.add(value);
    }

    private static void bind(RecordDraft draft, Schema schema, String name, Object value, long place) {
        Field field = draft.type().field(name);
        if (field == null) {
            bindParent(draft, schema, name, value);
        } else if (field.kept() == Field.Kept.ID) {
            draft.withId(value == null ? null : value.toString());
        } else {
            Object converted = Conversion.ofJson(field, value);
            if (converted == Conversion.UNFIT) {
                throw cannotDeserialize(field, value, place);
            }
            draft.set(field, converted);
        }
    }

    private static void bindParent(RecordDraft draft, Schema schema, String name, Object value) {
        Field reference = draft.type().referenceFor(name);
        if (reference == null || value != null && !(value instanceof Map)) {
            throw RestException.badRequest(
                    "INVALID_FIELD",
                    "No such column '" + name + "' on sobject of type "
                            + draft.type().name());
        }
        if (value == null) {
            draft.set(reference, null);
            return;
        }
        Map<?, ?> parent = new LinkedHashMap<>((Map<?, ?>) value);
        Object attributes = parent.remove("attributes");
        ParentReference.bind(draft, schema, reference, attributes, parent);
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT ->
                parser.getTextLength() <= LONGEST_EXACT_DOUBLE
                        ? (Object) parser.getDoubleValue()
                        : parser.getDecimalValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                parser.skipChildren();
                yield ARRAY;
            }
            default -> null;
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return members;
    }

    private static long place(JsonParser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return (long) at.getLineNr() << 32 | at.getColumnNr();
    }

    private static RestException cannotDeserialize(Field field, Object value, long place) {
        String at = "[line:" + (place >>> 32) + ", column:" + (int) place + "]";
        String of = "Cannot deserialize instance of " + field.type().apiName() + " from ";
        if (value == ARRAY) {
            return RestException.badRequest("JSON_PARSER_ERROR", of + "START_ARRAY value " + at);
        }
        String from = tokenOf(value) + " value " + (value instanceof Map ? "{" : value);
        return RestException.badRequest(
                "JSON_PARSER_ERROR", of + from + " or request may be missing a required field at " + at);
    }

    private static String tokenOf(Object value) {
        if (value instanceof Map) {
            return "START_OBJECT";
        }
        if (value instanceof String) {
            return "VALUE_STRING";
        }
        if (value instanceof Boolean bool) {
            return bool ? "VALUE_TRUE" : "VALUE_FALSE";
        }
        return value instanceof Double || value instanceof BigDecimal ? "VALUE_NUMBER_FLOAT" : "VALUE_NUMBER_INT";
    }
}
