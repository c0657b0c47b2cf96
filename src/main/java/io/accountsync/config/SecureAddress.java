package io.accountsync.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addresses that secrets, keys and rows may go to: by TLS, or in this machine. A name that merely begins like a loopback
 * address is a host of somebody's.
 */
public final class SecureAddress {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1]|\\[(0{1,4}:){7}0{0,3}1]");

    private SecureAddress() {}

    /** The address where it is one that secrets may go to; empty for any other, and for null. */
    public static Optional<URI> parse(String address) {
        try {
            return address == null
                    ? Optional.empty()
                    : Optional.of(new URI(address.strip())).filter(SecureAddress::isSecure);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether secrets may go to that address. */
    public static boolean isSecure(URI address) {
        if (address.getScheme() == null || address.getHost() == null) {
            return false;
        }
        return switch (address.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> isLoopback(address.getHost());
            default -> false;
        };
    }

    /** Whether a host, as an address has it, is this machine: by a literal loopback address, or localhost. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
