package io.accountsync.localorg.oauth;

import java.net.URI;
import java.security.PublicKey;
import java.util.List;

/**
 * The app (External Client App or Connected App) by which clients sign in.
 *
 * @param callbacks callback addresses next to those that are always allowed: loopback with any port and path, and
 *     Salesforce's own success pages
 * @param requirePkce whether a code is exchanged only with a {@code code_verifier}
 * @param certificate key that JWT bearer assertions are verified with, null when the app has none
 */
public record ConnectedApp(
        String clientId, String clientSecret, List<String> callbacks, boolean requirePkce, PublicKey certificate) {

    public ConnectedApp {
        callbacks = List.copyOf(callbacks);
    }

    /** Refuses a request that does not carry the app's own key and secret, in the form or as Basic header. */
    void requireClient(OAuthRequest request) {
        if (!clientId.equals(request.clientId())) {
            throw new OAuthException("invalid_client_id", "client identifier invalid");
        }
        if (!clientSecret.equals(request.clientSecret())) {
            throw new OAuthException("invalid_client", "invalid client credentials");
        }
    }

    boolean allows(String redirectUri) {
        if (callbacks.contains(redirectUri)) {
            return true;
        }
        try {
            URI uri = URI.create(redirectUri);
            String host = uri.getHost();
            return "localhost".equals(host)
                    || "127.0.0.1".equals(host)
                    || "login.salesforce.com".equals(host)
                    || "test.salesforce.com".equals(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
