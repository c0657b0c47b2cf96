package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.Main;

/** Health and metrics over HTTP, which only a process that serves has. */
final class ManagementPort {
    private static final String PORT = "camel.management.port";

    /** What Camel offers besides, all of it without a login; as its keys and variables are without dots, dashes and case. */
    private static final Pattern ACTION =
            Pattern.compile("camelmanagement(devconsole|jolokia|upload|download|send)enabled");

    private ManagementPort() {}

    /** Opens the port with the start, unless {@code camel.management.enabled=false} says otherwise. */
    static void open(Main main) {
        main.addInitialProperty("camel.management.enabled", "true");
        main.addInitialProperty("camel.metrics.enabled", "true");
        // Camel would also measure each exchange of each route, and name endpoints by their addresses.
        main.addInitialProperty("camel.metrics.enable-route-policy", "false");
        main.addInitialProperty("camel.metrics.enable-exchange-event-notifier", "false");
        main.addInitialProperty("camel.metrics.enable-route-event-notifier", "false");
    }

    /**
     * Takes the port from wherever it is set: Camel itself passes over environment variables that end in {@code _PORT}.
     *
     * @throws ConfigurationException when it is no port, or something is to be opened that lets anybody act
     */
    static void check(PropertiesComponent properties) {
        Map<String, String> set = new HashMap<>(System.getenv());
        Stream.of(System.getProperties(), properties.loadProperties())
                .forEach(keys -> keys.stringPropertyNames().forEach(key -> set.put(key, keys.getProperty(key))));
        set.forEach((key, value) -> {
            String plain = key.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
            if (ACTION.matcher(plain).matches() && value.strip().equalsIgnoreCase("true")) {
                throw new ConfigurationException(
                        key + " would let everybody who reaches the management port act in this "
                                + "process, with its credentials. account-sync does not open that: take the key out.");
            }
        });
        Properties all = new Properties();
        all.putAll(properties.getOverrideProperties());
        all.setProperty(
                PORT, String.valueOf(port(properties.resolveProperty(PORT).orElse(""))));
        properties.setOverrideProperties(all);
    }

    /** What to say when the port could not be opened. */
    static ConfigurationException taken(CamelContext context, Throwable error) {
        Settings settings = Settings.of(context);
        return new ConfigurationException(
                "The management port " + settings.required(PORT) + " on " + settings.required("camel.management.host")
                        + " cannot be opened: another process has it, perhaps another account-sync, or the address is not "
                        + "of this machine. Set " + PORT + " (environment variable " + Settings.environmentName(PORT)
                        + ") to a free one, or camel.management.enabled=false.",
                error);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ConfigurationException(PORT + " must be a port from 1 to 65535, or 0 for any free one.");
    }
}
