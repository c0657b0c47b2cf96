package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.io.Console;
import java.util.Optional;

/** Key and secret of the app: from the configuration, else asked at the terminal; never from the command line. */
final class AppKeys {
    private AppKeys() {}

    /** The consumer key. */
    static String clientId(Settings settings) {
        Optional<String> configured = settings.text("salesforce.client-id");
        if (configured.isPresent() || System.console() == null) {
            return configured.orElseGet(() -> settings.required("salesforce.client-id"));
        }
        String typed = System.console().readLine("Consumer key of the app: ");
        if (typed == null || typed.isBlank()) {
            throw new ConfigurationException("Without the app's consumer key there is no login.");
        }
        return typed.strip();
    }

    /** The consumer secret; null for an app without one. It is not shown while it is typed. */
    static String clientSecret(Settings settings) {
        Optional<String> configured = settings.text("salesforce.client-secret");
        Console console = System.console();
        if (configured.isPresent() || console == null) {
            return configured.orElse(null);
        }
        char[] typed = console.readPassword("Consumer secret of the app (empty for an app without one): ");
        return typed == null || typed.length == 0 ? null : new String(typed).strip();
    }

    /** Refuses to exchange a code that was asked for in the name of another app. */
    static void requireSame(Settings settings, String clientId) {
        settings.text("salesforce.client-id")
                .filter(configured -> !configured.equals(clientId))
                .ifPresent(other -> {
                    throw new ConfigurationException("The latest account-sync auth url was for another app than "
                            + "salesforce.client-id now says. Run it again.");
                });
    }
}
