package io.accountsync.run.sync;

import io.accountsync.config.CollectorKeys;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.KnownKeys;
import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import io.accountsync.salesforce.ErrorRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;

/** Refuses keys that nobody reads: they are misspelled, and what they were to do would not happen. */
public final class ConfigKeyCheck {
    /** The key of the address that gets alerts. */
    public static final String ALERT_ADDRESS = "sync.alert.url";

    private static final String LOG_FORMAT = "sync.log-format";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z][\\w.-]*)");

    private static final Pattern OF_A_CODE = Pattern.compile("sync\\.(?:[^.]+\\.)?errors\\.(\\w+)");

    private ConfigKeyCheck() {}

    /**
     * What is wrong with the names of own keys: each one that is not known, and the one that was probably meant.
     */
    static List<Finding> examine(CamelContext context, List<String> syncs) {
        KnownKeys known = new KnownKeys(syncs, placeholders(context));
        List<Finding> mistakes = new ArrayList<>();
        Set<String> set = new TreeSet<>(context.getPropertiesComponent()
                .loadProperties(PackedKeys::isOurs)
                .stringPropertyNames());
        if (readsEnvironment(context)) {
            System.getProperties().stringPropertyNames().stream()
                    .filter(PackedKeys::isOurs)
                    .forEach(set::add);
        }
        for (String key : set) {
            known.mistake(key).ifPresent(mistake -> mistakes.add(Finding.error(Settings.PLACE, key, mistake)));
            examineValue(key, Settings.of(context), mistakes);
        }
        if (readsEnvironment(context)) {
            for (String variable : new TreeSet<>(System.getenv().keySet())) {
                known.mistakeInVariable(variable)
                        .ifPresent(mistake -> mistakes.add(Finding.error("environment", variable, mistake)));
            }
        }
        return mistakes;
    }

    /** Values that are not read before something has gone wrong. */
    private static void examineValue(String key, Settings settings, List<Finding> mistakes) {
        Matcher code = OF_A_CODE.matcher(key);
        Optional<String> value = settings.text(key);
        try {
            if (code.matches() && value.isPresent()) {
                ErrorRules.parse(code.group(1), value.get());
            }
            if (key.equals(CollectorKeys.ENDPOINT)) {
                CollectorKeys.of(settings);
            }
        } catch (ConfigurationException e) {
            mistakes.add(Finding.error(Settings.PLACE, null, e.getMessage()));
        }
        if (key.equals(LOG_FORMAT)
                && value.filter(format -> !format.matches("(?i)text|json")).isPresent()) {
            mistakes.add(Finding.error(Settings.PLACE, key, "must be text or json"));
        }
        if (key.equals(ALERT_ADDRESS)
                && value.filter(address -> !isAddress(address)).isPresent()) {
            mistakes.add(Finding.error(Settings.PLACE, key, "must be an address that begins with https:// or http://"));
        }
    }

    /** Whether a text is an address that could be called. */
    public static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean readsEnvironment(CamelContext context) {
        return context.getPropertiesComponent() instanceof PropertiesComponent properties
                && properties.getEnvironmentVariableMode() != PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER;
    }

    /** The keys that route files name: whoever writes a route may have keys of his own. */
    private static Set<String> placeholders(CamelContext context) {
        Set<String> keys = new HashSet<>();
        Set<String> read = new HashSet<>();
        ModelCamelContext model = (ModelCamelContext) context;
        List<Resource> files = Stream.concat(
                        model.getRouteDefinitions().stream().map(RouteDefinition::getResource),
                        model.getRouteTemplateDefinitions().stream().map(RouteTemplateDefinition::getResource))
                .filter(Objects::nonNull)
                .toList();
        for (Resource resource : files) {
            if (read.add(resource.getLocation())) {
                Matcher placeholder = PLACEHOLDER.matcher(content(resource));
                while (placeholder.find()) {
                    keys.add(placeholder.group(1));
                }
            }
        }
        return keys;
    }

    private static String content(Resource resource) {
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource.getLocation() + " again", e);
        }
    }
}
