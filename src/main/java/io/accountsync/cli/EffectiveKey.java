package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.MountedKeys;
import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import io.accountsync.config.VaultError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.PropertiesLookupListener;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.util.IOHelper;
import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.SensitiveUtils;

/**
 * A key that has a value.
 *
 * @param value masked where it is a secret
 * @param from the variable, file or default that it comes from
 */
record EffectiveKey(String key, String value, String from) {
    private static final String MASK = "********";
    private static final Pattern SECRET = Pattern.compile(
            "secret|password|passphrase|token|api-?key|private-key$|alert\\.(?:slack\\.|teams\\.)?url$|routing-key|traces\\.headers$");

    /** User and password in an address, and parameters of a JDBC URL that are secrets. */
    private static final Pattern IN_ADDRESS = Pattern.compile(
            "(?<=//)[^/@?]+(?=@)|(?<=[?&;])(\\w*(?:password|pwd|secret|" + "token|user)\\w*=)[^&;]*",
            Pattern.CASE_INSENSITIVE);

    /** All keys of account-sync and of Camel that have a value, in order. */
    static List<EffectiveKey> all(PropertiesComponent properties) {
        MountedKeys mounted = KeySources.mounted(properties);
        Map<String, String> files = new HashMap<>();
        properties.addPropertiesLookupListener(new Places(files));
        List<EffectiveKey> keys = new ArrayList<>();
        for (String key : names(properties)) {
            try {
                properties
                        .resolveProperty(key)
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .ifPresent(value ->
                                keys.add(new EffectiveKey(key, masked(key, value), from(key, mounted, files))));
            } catch (RuntimeException e) {
                keys.add(new EffectiveKey(key, MASK, from(key, mounted, files) + "; " + ofVault(e)));
            }
        }
        return keys;
    }

    /** Why a key whose value is in a vault has none here; whatever else is wrong with a key ends the command. */
    private static String ofVault(RuntimeException error) {
        ConfigurationException missing = ObjectHelper.getException(ConfigurationException.class, error);
        return VaultError.in(error)
                .or(() -> Optional.ofNullable(missing).map(ConfigurationException::getMessage))
                .orElseThrow(() -> error);
    }

    private static Set<String> names(PropertiesComponent properties) {
        Set<String> names = new TreeSet<>(PackedKeys.defaults().keySet());
        names.addAll(properties
                .loadProperties(key -> PackedKeys.isOurs(key) || key.startsWith("camel."))
                .stringPropertyNames());
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> PackedKeys.isOurs(key) || key.startsWith("camel."))
                .forEach(names::add);
        names.add(MountedKeys.LOCATION);
        names.add("camel.main.profile");
        return names;
    }

    private static String from(String key, MountedKeys mounted, Map<String, String> files) {
        if (IOHelper.lookupEnvironmentVariable(key) != null) {
            return "environment variable " + Settings.environmentName(key);
        }
        if (System.getProperty(key) != null) {
            return "system property";
        }
        return mounted.file(key)
                .map(file -> "file " + file)
                .orElseGet(() -> files.getOrDefault(key, "").startsWith("file:")
                        ? "file " + files.get(key).substring("file:".length())
                        : "default");
    }

    static String masked(String key, String value) {
        return SECRET.matcher(key).find() || SensitiveUtils.containsSensitive(key)
                ? MASK
                : IN_ADDRESS.matcher(value).replaceAll("$1" + MASK);
    }

    /** Notes which file a value was found in. */
    private record Places(Map<String, String> byKey) implements PropertiesLookupListener {
        @Override
        public void onLookup(String name, String value, String defaultValue, String source) {
            byKey.put(name, source);
        }
    }
}
