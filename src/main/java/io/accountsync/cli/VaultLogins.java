package io.accountsync.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.StringHelper;
import org.apache.camel.vault.VaultConfiguration;

/**
 * The logins of vaults, from keys that begin with {@code camel.vault.}. camel-main takes them itself; a context that only knows
 * keys would say that there are none.
 */
final class VaultLogins {
    private static final String PREFIX = "camel.vault.";

    private VaultLogins() {}

    /** Sets them, as far as there are any. */
    static void set(CamelContext context, PropertiesComponent properties) {
        TreeSet<String> names = new TreeSet<>(
                properties.loadProperties(key -> key.startsWith(PREFIX)).stringPropertyNames());
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .forEach(names::add);
        System.getenv().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("camel_vault_"))
                .map(name -> name.replaceFirst("^camel_vault_([a-z]+)_", PREFIX + "$1.")
                        .replace('_', '-'))
                .forEach(names::add);
        VaultConfiguration vaults = context.getVaultConfiguration();
        bind(context, properties, names, "aws.", vaults.aws());
        bind(context, properties, names, "azure.", vaults.azure());
        bind(context, properties, names, "gcp.", vaults.gcp());
        bind(context, properties, names, "hashicorp.", vaults.hashicorp());
    }

    private static void bind(
            CamelContext context, PropertiesComponent properties, TreeSet<String> names, String vault, Object login) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : names) {
            if (name.startsWith(PREFIX + vault)) {
                String option = StringHelper.dashToCamelCase(name.substring((PREFIX + vault).length()));
                properties.resolveProperty(name).ifPresent(value -> values.put(option, value));
            }
        }
        PropertyBindingSupport.build().withIgnoreCase(true).bind(context, login, values);
    }
}
