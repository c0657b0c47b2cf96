package io.accountsync.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Camel K's own definition of one of its kinds, made strict: a field that it does not name is a mistake. */
final class CamelKSchema {
    private final JsonSchema schema;

    private CamelKSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** @param kinds the kind as the name of its definition has it, such as integrations */
    static CamelKSchema of(String kinds) throws IOException {
        String crd = "/camel.apache.org_" + kinds + ".yaml";
        try (InputStream in = CamelKSchema.class.getResourceAsStream(crd)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            JsonNode versions = Manifest.parse(Path.of(crd), text).get(0).at("/spec/versions");
            for (JsonNode version : versions) {
                if (version.get("name").asText().equals("v1")) {
                    JsonNode definition = version.at("/schema/openAPIV3Schema");
                    if (definition.at("/properties/spec/properties/traits/properties") instanceof ObjectNode traits) {
                        addWhatIsNewer(traits);
                    }
                    close(definition);
                    return new CamelKSchema(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                            .getSchema(definition));
                }
            }
        }
        throw new IllegalStateException(crd + " has no version v1");
    }

    Set<ValidationMessage> mistakes(Manifest manifest) {
        return schema.validate(manifest.content());
    }

    /** The CRD on Maven Central is that of 2.4.0. These came later, and are in the documentation of the traits for 2.10. */
    private static void addWhatIsNewer(ObjectNode traits) {
        properties(traits, "camel").putObject("runtimeProvider").put("type", "string");
        properties(traits, "container")
                .putObject("ports")
                .put("type", "array")
                .putObject("items")
                .put("type", "string");
        for (String probe : List.of("startup", "liveness", "readiness")) {
            properties(traits, "health").putObject(probe + "Port").put("type", "integer");
        }
    }

    private static ObjectNode properties(ObjectNode traits, String trait) {
        return (ObjectNode) traits.at("/" + trait + "/properties");
    }

    /** An object that names its properties has no other ones, and its metadata is left to Kubernetes. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(CamelKSchema::close);
    }
}
