package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A person who opens an authorize address in a browser and answers the consent page. */
public final class Browser {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Browser() {}

    /** Allows access; answers the address that the browser is sent on to. */
    public static String allow(String address) {
        return decide(address, "allow");
    }

    /** Denies access; answers the address that the browser is sent on to. */
    public static String deny(String address) {
        return decide(address, "deny");
    }

    /** Opens an address and answers what the page says. */
    public static String open(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).build()).body();
    }

    /** A refresh token of the org's integration user that nobody has used yet. */
    public static String newRefreshToken(LocalOrg org) {
        String callback = "http://localhost:1/callback";
        String back = allow(org.baseUrl() + "/services/oauth2/authorize?"
                + encoded(Map.of("response_type", "code", "client_id", org.clientId(), "redirect_uri", callback)));
        String answer = post(
                        org.baseUrl() + "/services/oauth2/token",
                        Map.of(
                                "grant_type", "authorization_code",
                                "client_id", org.clientId(),
                                "client_secret", org.clientSecret(),
                                "redirect_uri", callback,
                                "code", parameters(back).get("code")))
                .body();
        try {
            return new ObjectMapper().readTree(answer).get("refresh_token").asText();
        } catch (IOException e) {
            throw new IllegalStateException(answer, e);
        }
    }

    /** Kills a refresh token and what came of it, as an administrator does. */
    public static void revoke(LocalOrg org, String token) {
        post(org.baseUrl() + "/services/oauth2/revoke", Map.of("token", token));
    }

    /** The decoded parameters of an address. */
    public static Map<String, String> parameters(String address) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : URI.create(address).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static String decide(String address, String decision) {
        Map<String, String> form = parameters(address);
        form.put("decision", decision);
        return post(address.replaceFirst("\\?.*", ""), form)
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static HttpResponse<String> post(String url, Map<String, String> form) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
