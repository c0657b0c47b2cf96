package io.accountsync.salesforce;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to log in as one user of one org.
 *
 * @param loginUrl scheme and host only, such as {@code https://login.salesforce.com}
 * @param clientId consumer key of the app
 * @param clientSecret consumer secret; null for an app without one, and not needed with JWT
 * @param refreshToken the configured one, from the OAuth code exchange; null with other flows
 * @param jwt signs assertions; null with other flows
 * @param accessToken an access token to use until it dies, or null
 * @param instanceUrl scheme and host; null to take what the login answers
 */
public record Credentials(
        LoginFlow flow,
        String loginUrl,
        String clientId,
        String clientSecret,
        String refreshToken,
        JwtAssertion jwt,
        String accessToken,
        String instanceUrl) {

    /**
     * Reads the {@code salesforce.*} keys and, where they have no refresh token, the file that {@code auth} wrote.
     *
     * @throws ConfigurationException naming every key that is missing or malformed
     */
    public static Credentials from(Settings settings) {
        LoginFlow flow = LoginFlow.of(settings);
        return switch (flow) {
            case REFRESH_TOKEN -> withRefreshToken(settings);
            case JWT -> {
                require(settings, "salesforce.client-id", "salesforce.username", "salesforce.private-key-file");
                String loginUrl = loginUrl(settings);
                yield of(settings, flow, loginUrl, null, JwtAssertion.from(settings, loginUrl));
            }
            case CLIENT_CREDENTIALS -> {
                require(settings, "salesforce.client-id", "salesforce.client-secret");
                yield of(settings, flow, ownDomain(loginUrl(settings)), null, null);
            }
        };
    }

    /** The address to log in at, as the key has it. */
    public static String loginUrl(Settings settings) {
        return SalesforceAddress.origin("salesforce.login-url", settings.required("salesforce.login-url"));
    }

    private static Credentials withRefreshToken(Settings settings) {
        Optional<CredentialsFile.Content> file =
                settings.text("salesforce.refresh-token").isPresent()
                        ? Optional.empty()
                        : CredentialsFile.of(settings).read();
        if (file.isEmpty()) {
            require(settings, "salesforce.client-id", "salesforce.refresh-token");
            return of(
                    settings,
                    LoginFlow.REFRESH_TOKEN,
                    loginUrl(settings),
                    settings.required("salesforce.refresh-token"),
                    null);
        }
        CredentialsFile.Content content = file.get();
        content.requireFits(settings);
        return new Credentials(
                LoginFlow.REFRESH_TOKEN,
                content.loginUrl(),
                content.clientId(),
                settings.text("salesforce.client-secret").orElse(content.clientSecret()),
                content.refreshToken(),
                null,
                accessToken(settings),
                instanceUrl(settings));
    }

    private static Credentials of(
            Settings settings, LoginFlow flow, String loginUrl, String refreshToken, JwtAssertion jwt) {
        return new Credentials(
                flow,
                loginUrl,
                settings.required("salesforce.client-id"),
                settings.text("salesforce.client-secret").orElse(null),
                refreshToken,
                jwt,
                accessToken(settings),
                instanceUrl(settings));
    }

    private static void require(Settings settings, String... keys) {
        List<String> missing = new ArrayList<>();
        for (String key : keys) {
            if (settings.text(key).isEmpty()) {
                missing.add(key + " (" + Settings.environmentName(key) + ")");
            }
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    "No Salesforce credentials: " + String.join(" and ", missing)
                            + " not set. Log in with: account-sync auth login; or put them into the environment or a properties "
                            + "file, as docs/salesforce-setup.md shows; or try account-sync without an org: ./account-sync demo");
        }
    }

    private static String accessToken(Settings settings) {
        Optional<String> token = settings.text("salesforce.access-token");
        if (token.isPresent() && settings.text("salesforce.instance-url").isEmpty()) {
            throw new ConfigurationException(
                    "salesforce.access-token is set, but not salesforce.instance-url: account-sync cannot "
                            + "know which org it is for. Set both, or none of them.");
        }
        return token.orElse(null);
    }

    private static String instanceUrl(Settings settings) {
        return settings.text("salesforce.instance-url")
                .map(url -> SalesforceAddress.origin("salesforce.instance-url", url))
                .orElse(null);
    }

    private static String ownDomain(String loginUrl) {
        if (loginUrl.matches("https://(login|test)\\.salesforce\\.com")) {
            throw new ConfigurationException(
                    "salesforce.flow is client-credentials, which works at the org's own address only. Set "
                            + "salesforce.login-url to its My Domain, such as https://mydomain.my.salesforce.com.");
        }
        return loginUrl;
    }

    /** The hash by which the state knows the refresh tokens that followed this one; empty with other flows. */
    public Optional<String> chain() {
        return Optional.ofNullable(refreshToken).map(TokenSeal::chainOf);
    }

    /** A short name of the app, which stays when it gets another token. */
    public String app() {
        return TokenSeal.chainOf(clientId).substring(0, 8);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "Credentials[" + flow.word() + ", " + loginUrl + "]";
    }
}
