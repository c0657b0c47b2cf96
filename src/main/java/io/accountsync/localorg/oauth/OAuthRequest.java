package io.accountsync.localorg.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call to an OAuth address.
 *
 * @param method upper case
 * @param path as sent, without query
 * @param params decoded query parameters and form fields; form fields win
 * @param header looks a header up without regard to case, null when it was not sent
 */
public record OAuthRequest(String method, String path, Map<String, String> params, Function<String, String> header) {

    String param(String name) {
        return params.get(name);
    }

    /** A parameter that must be there; refuses with {@code invalid_request}. */
    String require(String name) {
        String value = params.get(name);
        if (value == null || value.isEmpty()) {
            throw new OAuthException("invalid_request", "missing required parameter: " + name);
        }
        return value;
    }

    /** The access token of a Bearer header or of {@code access_token} or {@code oauth_token}. */
    Optional<String> bearer() {
        String authorization = header.apply("Authorization");
        if (authorization != null) {
            String[] parts = authorization.strip().split("\\s+", 2);
            return parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        }
        return Optional.ofNullable(params.getOrDefault("access_token", params.get("oauth_token")));
    }

    /** The client id from the parameters or a Basic header, null when neither has one. */
    String clientId() {
        return params.containsKey("client_id") ? param("client_id") : basic(0);
    }

    /** The client secret from the parameters or a Basic header, null when neither has one. */
    String clientSecret() {
        return params.containsKey("client_secret") ? param("client_secret") : basic(1);
    }

    private String basic(int part) {
        String authorization = header.apply("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return part < parts.length ? parts[part] : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
