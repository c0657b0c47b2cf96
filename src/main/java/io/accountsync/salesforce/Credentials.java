package io.accountsync.salesforce;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * How to log in: refresh-token credentials of one user of one org.
 *
 * @param loginUrl scheme and host only, such as {@code https://login.salesforce.com}
 * @param clientId consumer key of the app
 * @param clientSecret consumer secret; null for an app without one
 * @param refreshToken from the OAuth code exchange
 * @param accessToken an access token to use until it dies, or null
 * @param instanceUrl scheme and host; null to take what the login answers
 */
public record Credentials(
        String loginUrl,
        String clientId,
        String clientSecret,
        String refreshToken,
        String accessToken,
        String instanceUrl) {

    /**
     * Reads the {@code salesforce.*} keys.
     *
     * @throws ConfigurationException naming every key that is missing or malformed
     */
    public static Credentials from(Settings settings) {
        List<String> missing = new ArrayList<>();
        for (String key : List.of("salesforce.client-id", "salesforce.refresh-token")) {
            if (settings.text(key).isEmpty()) {
                missing.add(key + " (" + Settings.environmentName(key) + ")");
            }
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException("No Salesforce credentials: " + String.join(" and ", missing)
                    + " not set. Put them into the environment or a properties file, as docs/salesforce-setup.md shows; "
                    + "or try account-sync without an org: ./account-sync demo");
        }
        return new Credentials(
                origin("salesforce.login-url", settings.required("salesforce.login-url")),
                settings.required("salesforce.client-id"),
                settings.text("salesforce.client-secret").orElse(null),
                settings.required("salesforce.refresh-token"),
                settings.text("salesforce.access-token").orElse(null),
                settings.text("salesforce.instance-url")
                        .map(url -> origin("salesforce.instance-url", url))
                        .orElse(null));
    }

    /** Scheme, host and port of a URL: people paste addresses with a path or a slash behind them. */
    static String origin(String key, String url) {
        try {
            URI uri = new URI(url.contains("://") ? url : "https://" + url);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri.getScheme() + "://" + uri.getRawAuthority();
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new ConfigurationException(key + " must be an address such as https://mydomain.my.salesforce.com.");
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "Credentials[" + loginUrl + "]";
    }
}
