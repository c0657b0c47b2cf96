package io.accountsync.salesforce;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.SecureAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses of Salesforce as people write them: with a path or a slash behind them, or without a scheme. */
public final class SalesforceAddress {
    private static final String LIGHTNING = ".lightning.force.com";

    private SalesforceAddress() {}

    /**
     * Scheme, host and port of an address.
     *
     * @param place for messages: the key or option that holds it
     * @throws ConfigurationException when it is none, is of the user interface, or would carry secrets in clear
     */
    public static String origin(String place, String address) {
        URI uri = parse(address.strip());
        String scheme =
                uri == null || uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri == null || uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new ConfigurationException(place + " must be an address such as https://mydomain.my.salesforce.com.");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.endsWith(LIGHTNING)) {
            throw new ConfigurationException(place + " is an address of the user interface. That of the API is https://"
                    + host.replace(LIGHTNING, ".my.salesforce.com"));
        }
        if (scheme.equals("http") && !SecureAddress.isLoopback(host)) {
            throw new ConfigurationException(
                    place
                            + " must begin with https://, since secrets are sent there; http:// is good for this machine only.");
        }
        return scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    private static URI parse(String address) {
        try {
            return new URI(address.contains("://") ? address : "https://" + address);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
