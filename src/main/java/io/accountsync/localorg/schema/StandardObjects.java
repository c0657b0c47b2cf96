package io.accountsync.localorg.schema;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.schema.FieldSpec.Access;
import io.accountsync.localorg.schema.FieldSpec.Lookup;
import io.accountsync.localorg.schema.FieldSpec.Picklist;
import io.accountsync.localorg.schema.FieldSpec.Reference;
import io.accountsync.localorg.schema.FieldSpec.Size;
import io.accountsync.localorg.schema.ObjectSpec.Right;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The objects that every org has, read from {@code sobjects/*.json} next to this package: a field is a line with the
 * names
 * that describe uses; what a line leaves out is nillable, writable and not looked up by.
 */
public final class StandardObjects {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES =
            List.of("Account", "Contact", "Task", "User", "Organization", "RecordType");

    private StandardObjects() {}

    /** Account, Contact, Task, User, Organization and RecordType. */
    public static List<ObjectSpec> all() {
        return NAMES.stream().map(StandardObjects::read).toList();
    }

    private static ObjectSpec read(String name) {
        String resource = "/io/accountsync/localorg/sobjects/" + name + ".json";
        try (InputStream in = StandardObjects.class.getResourceAsStream(resource)) {
            return object(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static ObjectSpec object(JsonNode json) {
        List<FieldSpec> fields = new ArrayList<>();
        json.get("fields").forEach(field -> fields.add(field(field)));
        Set<Right> rights = new HashSet<>();
        json.get("rights")
                .forEach(right -> rights.add(Right.valueOf(right.asText().toUpperCase(Locale.ROOT))));
        return new ObjectSpec(
                json.get("name").asText(),
                json.get("label").asText(),
                json.get("labelPlural").asText(),
                json.get("keyPrefix").asText(),
                rights,
                fields,
                List.of());
    }

    private static FieldSpec field(JsonNode json) {
        FieldType type = FieldType.of(json.get("type").asText());
        return new FieldSpec(
                json.get("name").asText(),
                json.path("label").asText(null),
                type,
                new Size(
                        json.path("length").asInt(type == FieldType.ID || type == FieldType.REFERENCE ? 18 : 0),
                        json.path("precision").asInt(),
                        json.path("scale").asInt()),
                new Access(
                        json.path("nillable").asBoolean(type != FieldType.BOOLEAN),
                        json.path("createable").asBoolean(true),
                        json.path("updateable").asBoolean(true),
                        json.path("defaultedOnCreate").asBoolean(type == FieldType.BOOLEAN)),
                new Lookup(
                        json.path("externalId").asBoolean(),
                        json.path("idLookup").asBoolean(),
                        json.path("unique").asBoolean(),
                        json.path("caseSensitive").asBoolean()),
                new Picklist(
                        strings(json.path("values")).toList(),
                        json.path("restricted").asBoolean()),
                new Reference(
                        strings(json.path("referenceTo")).toList(),
                        json.path("relationshipName").asText(null),
                        json.path("cascadeDelete").asBoolean() ? ParentLink.CASCADING : ParentLink.LOOKUP),
                type == FieldType.BOOLEAN
                        ? (Object) json.path("defaultValue").asBoolean()
                        : json.path("defaultValue").asText(null),
                json.path("compound").asText(null));
    }

    private static Stream<String> strings(JsonNode array) {
        return array.isMissingNode()
                ? Stream.of()
                : JSON.convertValue(array, new TypeReference<List<String>>() {}).stream();
    }
}
