package io.accountsync.localorg;

import io.accountsync.localorg.OrgClient.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A person in a browser, and the client that sent them there. */
final class SignIn {

    static final String CALLBACK = "http://localhost:1717/callback";

    private final OrgClient client;
    private final Map<String, String> authorize = new HashMap<>();
    private final Map<String, String> token = new HashMap<>();

    private SignIn(OrgClient client, LocalOrg org) {
        this.client = client;
        authorize.put("response_type", "code");
        authorize.put("client_id", org.clientId());
        authorize.put("redirect_uri", CALLBACK);
        token.put("grant_type", "authorization_code");
        token.put("client_id", org.clientId());
        token.put("client_secret", org.clientSecret());
        token.put("redirect_uri", CALLBACK);
    }

    static SignIn with(OrgClient client, LocalOrg org) {
        return new SignIn(client, org);
    }

    SignIn authorizing(String param, String value) {
        authorize.put(param, value);
        return this;
    }

    SignIn exchanging(String param, String value) {
        token.put(param, value);
        return this;
    }

    /** Consents, and exchanges the code that comes back. */
    Answer code() {
        return exchange(parameter(decide("allow"), "code"));
    }

    /** Answers the consent page; the answer is a redirect or a page. */
    Answer decide(String decision) {
        Map<String, String> form = new HashMap<>(authorize);
        form.put("decision", decision);
        return client.form("/services/oauth2/authorize", form);
    }

    Answer exchange(String code) {
        token.put("code", code);
        return client.token(token);
    }

    /** A parameter of the address that the answer redirects to, decoded, or null. */
    static String parameter(Answer redirect, String name) {
        String query = URI.create(redirect.header("Location")).getRawQuery();
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return null;
    }
}
