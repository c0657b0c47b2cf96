package io.accountsync.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where traces go, and what is sent along so that they are taken.
 *
 * @param address with the path of traces
 * @param headers by their names; secrets, mostly
 */
public record CollectorKeys(URI address, Map<String, String> headers) {
    /** The key of the address. */
    public static final String ENDPOINT = "sync.traces.endpoint";

    private static final String HEADERS = "sync.traces.headers";
    private static final String PATH = "/v1/traces";

    /** What HTTP allows, but for those that are of the call itself. */
    private static final Pattern NAME = Pattern.compile(
            "(?i)(?!(?:host|connection|content-length|expect|upgrade)$)" + "[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]+");

    /**
     * What the keys say; empty where there is no collector.
     *
     * @throws ConfigurationException when one of them is wrong; the message has nothing of their values
     */
    public static Optional<CollectorKeys> of(Settings settings) {
        Map<String, String> headers = headers(settings.text(HEADERS).orElse(""));
        Optional<String> endpoint = settings.text(ENDPOINT);
        if (endpoint.isEmpty() && !headers.isEmpty()) {
            throw new ConfigurationException(
                    HEADERS + " is set, and " + ENDPOINT + " is not: name the collector there");
        }
        return endpoint.map(text -> new CollectorKeys(address(text, !headers.isEmpty()), headers));
    }

    /** The address without what may be a secret in it. */
    public String shown() {
        int port = address.getPort();
        return address.getScheme() + "://" + address.getHost() + (port < 0 ? "" : ":" + port) + address.getPath();
    }

    private static URI address(String text, boolean hasSecrets) {
        try {
            URI uri = new URI(text.strip());
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("(?i)https?")) {
                throw new ConfigurationException(ENDPOINT + " must be an address that begins with https:// or http://");
            }
            if (hasSecrets && !SecureAddress.isSecure(uri)) {
                throw new ConfigurationException(ENDPOINT + " must be an address that begins with https://, since "
                        + HEADERS + " is sent there; http:// is good for this machine only");
            }
            String path = uri.getRawPath().replaceFirst("/+$", "");
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new URI(
                    uri.getScheme() + "://" + uri.getRawAuthority() + path + (path.endsWith(PATH) ? "" : PATH) + query);
        } catch (URISyntaxException e) {
            throw new ConfigurationException(ENDPOINT + " must be an address that begins with https:// or http://");
        }
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1).strip());
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw new ConfigurationException(HEADERS
                        + " must be names and values separated by commas, such as Authorization=Bearer%20TOKEN, with commas and percent signs of a value"
                        + " written as %2C and %25");
            }
            headers.put(name, value);
        }
        return headers;
    }

    /** Empty for what cannot be decoded. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
