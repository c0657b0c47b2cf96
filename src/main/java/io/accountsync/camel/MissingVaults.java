package io.accountsync.camel;

import io.accountsync.config.ConfigurationException;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesFunction;

/**
 * Refuses {@code {{aws:name}}} and its like where the component of the vault is not there: Camel would take what is behind the colon
 * for a default, and the name of a secret for the secret.
 */
final class MissingVaults {
    private static final String SERVICES = "META-INF/services/org/apache/camel/properties-function/";
    private static final Map<String, String> COMPONENTS = Map.of(
            "aws", "camel-aws-secrets-manager",
            "azure", "camel-azure-key-vault",
            "gcp", "camel-google-secret-manager",
            "hashicorp", "camel-hashicorp-vault",
            "secret", "camel-kubernetes",
            "configmap", "camel-kubernetes");

    private MissingVaults() {}

    /** Sees to it for every vault whose component is not on the class path. */
    static void refuse(CamelContext context) {
        PropertiesComponent properties = context.getPropertiesComponent();
        COMPONENTS.forEach((name, component) -> {
            if (context.getClassResolver().loadResourceAsURL(SERVICES + name) == null
                    && !properties.hasPropertiesFunction(name)) {
                properties.addPropertiesFunction(new Refusal(name, component));
            }
        });
    }

    private record Refusal(String name, String component) implements PropertiesFunction {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public String apply(String remainder) {
            throw new ConfigurationException("{{" + name + ":" + remainder
                    + "}} is a secret of a vault, whose component is not there. " + "Put " + component + " into lib/");
        }
    }
}
