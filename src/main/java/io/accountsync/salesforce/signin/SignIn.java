package io.accountsync.salesforce.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One try of a person to give us access: from the address that is opened in a browser to the code that comes back. Holds
 * what proves that both belong together: the state, and the verifier of PKCE (RFC 7636).
 *
 * @param loginUrl scheme and host
 * @param callback where the browser ends; one of the app's callback URLs
 * @param verifier secret until the code is exchanged
 */
public record SignIn(
        @JsonProperty("login_url") String loginUrl,
        @JsonProperty("client_id") String clientId,
        @JsonProperty("callback") String callback,
        @JsonProperty("state") String state,
        @JsonProperty("code_verifier") String verifier) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;

    /** A new try. */
    public static SignIn begin(String loginUrl, String clientId, String callback) {
        return new SignIn(loginUrl, clientId, callback, random(), random());
    }

    /**
     * The address to open in a browser. It asks for what we need and no more: calls of the API, and a refresh token; and for
     * a login even where somebody is logged in, since administrators and integration users share browsers.
     */
    public String address() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", callback);
        parameters.put("scope", "api refresh_token");
        parameters.put("prompt", "login");
        parameters.put("code_challenge", challenge());
        parameters.put("code_challenge_method", "S256");
        parameters.put("state", state);
        return loginUrl + "/services/oauth2/authorize?"
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** Without the verifier. */
    @Override
    public String toString() {
        return "SignIn[" + loginUrl + "]";
    }

    private String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
