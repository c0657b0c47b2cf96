package io.accountsync.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/**
 * The object of a record that a lookup points to, where the field refers to several: collections take it as {@code
 * "What":{"attributes":{"type":"Account"},"Customer_Id__c":"A1"}} (REST API Developer Guide), Bulk in the column {@code
 * Account:What.Customer_Id__c} (Bulk API 2.0 Developer Guide, "Relationship Fields in a Header Row"). Payloads have the first.
 */
public final class LookedUpObject {
    private static final String ATTRIBUTES = "attributes";
    private static final String TYPE = "type";

    private LookedUpObject() {}

    /** Writes it into the value of a lookup. */
    static void write(JsonGenerator json, String object) throws IOException {
        json.writeFieldName(ATTRIBUTES);
        json.writeStartObject();
        json.writeStringField(TYPE, object);
        json.writeEndObject();
    }

    /** What names it in the value of a lookup, and is no value of its own. */
    public static boolean isIt(String member) {
        return member.equals(ATTRIBUTES);
    }

    /** The name of it; null where the members of a lookup's value do not have it. */
    static String of(List<JsonMember> members) {
        return members.stream()
                .filter(member -> isIt(member.name()) && member.isObject())
                .flatMap(member -> member.members().stream())
                .filter(member -> member.name().equals(TYPE))
                .map(JsonMember::text)
                .findFirst()
                .orElse(null);
    }

    /** The same of a value that was read into a tree. */
    public static String in(JsonNode lookup) {
        return lookup.path(ATTRIBUTES).path(TYPE).asText(null);
    }

    /** How a CSV names the relationship. */
    public static String column(String object, String relationship) {
        return object == null ? relationship : object + ":" + relationship;
    }
}
