package io.accountsync.salesforce.signin;

import io.accountsync.config.ConfigurationException;
import io.accountsync.salesforce.AuthorizationException;
import io.accountsync.salesforce.LoginFlow;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What the browser came back with, as Salesforce sends it or as a person copies it.
 *
 * @param code as the token endpoint wants it, decoded
 * @param state null when only the code was copied
 */
public record BrowserAnswer(String code, String state) {
    /**
     * Reads a code, the whole address that the browser ended on, or the part of it after the question mark; with quotes,
     * blanks and line breaks that copying adds.
     *
     * @throws AuthorizationException when the address names an error instead
     * @throws ConfigurationException when there is no code in it
     */
    public static BrowserAnswer read(String pasted) throws AuthorizationException {
        String text = pasted.replaceAll("[\\s\"'<>\u201c\u201d\u2018\u2019\u0000-\u001f]", "");
        if (text.contains("code=") || text.contains("error=") || text.contains("://")) {
            return ofAddress(parameters(text));
        }
        if (text.isEmpty()) {
            throw new ConfigurationException(
                    "There is no code. Paste the code, or the whole address that the browser ended "
                            + "on after you allowed access.");
        }
        return new BrowserAnswer(decoded(text), null);
    }

    /**
     * Refuses an answer to another sign-in: it may be somebody else's, who wants us to work in their org.
     *
     * @throws ConfigurationException when it has another state
     */
    public void requireBelongsTo(SignIn signIn) {
        if (state != null && !state.equals(signIn.state())) {
            throw new ConfigurationException(
                    "This address belongs to another login than the latest account-sync auth url "
                            + "has begun. Open the address that it printed last, or run it again.");
        }
    }

    private static BrowserAnswer ofAddress(Map<String, String> parameters) throws AuthorizationException {
        if (parameters.containsKey("error")) {
            throw AuthorizationException.of(
                    LoginFlow.REFRESH_TOKEN, parameters.get("error"), parameters.get("error_description"));
        }
        String code = parameters.getOrDefault("code", "");
        if (code.isEmpty()) {
            throw new ConfigurationException(
                    "There is no code in this address. Paste the one that the browser ends on after "
                            + "you allowed access; it has ?code= in it.");
        }
        return new BrowserAnswer(code, parameters.get("state"));
    }

    private static Map<String, String> parameters(String address) {
        Map<String, String> parameters = new HashMap<>();
        String query = address.replaceFirst("^[^?]*\\?", "").replaceFirst("#.*", "");
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(parts[0], decoded(parts[1]));
            }
        }
        return parameters;
    }

    private static String decoded(String value) {
        try {
            // A plus sign in an address would be a blank; codes have none.
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "The code was cut short when it was copied: it ends within a % sequence. Copy "
                            + "the whole address again.");
        }
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "BrowserAnswer[]";
    }
}
