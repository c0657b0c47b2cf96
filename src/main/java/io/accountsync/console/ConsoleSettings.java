package io.accountsync.console;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.SecureAddress;
import io.accountsync.config.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the console is, and what it takes to see more than numbers.
 *
 * @param isEnabled whether a process that serves opens it
 * @param host the address that it listens on
 * @param port 0 for any free one
 * @param names by which browsers reach it, in addition to that address and those of this machine
 * @param token null where nobody can sign in
 */
public record ConsoleSettings(boolean isEnabled, String host, int port, List<String> names, String token) {
    static final String PORT = "console.port";
    static final String HOST = "console.host";
    static final String TOKEN = "console.token";

    /** What can be guessed is no token. */
    private static final int SHORTEST_TOKEN = 16;

    private static final int MOST_PORT = 65_535;

    /**
     * Reads the keys.
     *
     * @throws ConfigurationException naming the key that is wrong; never its value, where that is the token
     */
    public static ConsoleSettings of(Settings settings) {
        String token = settings.text(TOKEN).orElse(null);
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new ConfigurationException(TOKEN + " is shorter than " + SHORTEST_TOKEN
                    + " characters, so that it could be guessed. Make one with: openssl rand -hex 32");
        }
        return new ConsoleSettings(
                settings.flag("console.enabled"),
                settings.required(HOST),
                settings.wholeNumber(PORT, 0, MOST_PORT),
                names(settings.text("console.names").orElse("")),
                token);
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The same on another port. */
    public ConsoleSettings at(int other) {
        return new ConsoleSettings(isEnabled, host, other, names, token);
    }

    Optional<String> signInToken() {
        return Optional.ofNullable(token);
    }

    /** Whether a host, as a browser names it, without its port, is this console. */
    boolean isOurs(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String own = host.toLowerCase(Locale.ROOT);
        return SecureAddress.isLoopback(lower)
                || lower.equals(own)
                || lower.equals("[" + own + "]")
                || names.contains(lower);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ConsoleSettings[" + host + ":" + port + "]";
    }
}
