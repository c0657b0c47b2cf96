package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Health and metrics over HTTP, which only a process that serves has. */
final class ManagementPort {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementPort.class);
    private static final String PORT = "camel.management.port";

    /**
     * What else Camel offers, all of it without a login; as its keys and variables are without dots, dashes and case.
     */
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
     * @return the port, 0 for any free one
     * @throws ConfigurationException when it is not a port, it is taken, or something is to be opened that lets
     *     anybody act
     *     or that only seems to ask for a login
     */
    static int check(PropertiesComponent properties) {
        Map<String, String> set = new HashMap<>(System.getenv());
        Stream.of(System.getProperties(), properties.loadProperties())
                .forEach(keys -> keys.stringPropertyNames().forEach(key -> set.put(key, keys.getProperty(key))));
        refuseWhatIsOpenToAll(set);
        int port = port(properties.resolveProperty(PORT).orElse(""));
        if (!properties
                .resolveProperty("camel.management.enabled")
                .orElse("true")
                .equalsIgnoreCase("false")) {
            requireFree(
                    properties
                            .resolveProperty("camel.management.host")
                            .orElse("127.0.0.1")
                            .strip(),
                    port);
        }
        Properties all = new Properties();
        all.putAll(properties.getOverrideProperties());
        all.setProperty(PORT, String.valueOf(port));
        properties.setOverrideProperties(all);
        return port;
    }

    private static void refuseWhatIsOpenToAll(Map<String, String> set) {
        Map<String, String> plain = new HashMap<>();
        set.forEach((key, value) -> {
            String name = key.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
            plain.put(name, value.strip());
            if (ACTION.matcher(name).matches() && value.strip().equalsIgnoreCase("true")) {
                throw new ConfigurationException(
                        key + " would let everybody who reaches the management port act in this "
                                + "process, with its credentials. account-sync does not open that: take the key out.");
            }
        });
        // CVE-2026-40022: such a login covers the path alone and nothing below it.
        if (plain.getOrDefault("camelmanagementauthenticationenabled", "").equalsIgnoreCase("true")
                && !plain.getOrDefault("camelmanagementpath", "/").matches("/?")
                && plain.getOrDefault("camelmanagementauthenticationpath", "").isEmpty()) {
            throw new ConfigurationException(
                    "camel.management.authentication-enabled with camel.management.path would ask "
                            + "nobody for a login below that path, where health and metrics are. Take camel.management.path out.");
        }
    }

    /** Camel would go on without the port, and whoever probes it would kill a process that works. */
    private static void requireFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            LOG.debug("{} is free", probe.getLocalSocketAddress());
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The management port " + port + " on " + host
                            + " cannot be opened: another process has it, perhaps "
                            + "another account-sync, or the address is not of this machine. Set " + PORT
                            + " (environment variable " + Settings.environmentName(PORT) + ") to a free one, "
                            + "camel.management.host to an address of this machine, or camel.management.enabled=false.",
                    e);
        }
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
