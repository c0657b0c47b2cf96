package io.accountsync;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

/** Camel's own schema of its YAML. It takes seconds to read: once for all tests of a JVM. */
public final class CamelSchema {
    public static final JsonSchema READ = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
            .getSchema(CamelSchema.class.getResourceAsStream("/schema/camelYamlDsl.json"));

    private CamelSchema() {}
}
