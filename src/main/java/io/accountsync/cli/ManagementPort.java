package io.accountsync.cli;

import org.apache.camel.main.Main;

/** Health and metrics over HTTP, which only a process that serves has. */
final class ManagementPort {
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
}
