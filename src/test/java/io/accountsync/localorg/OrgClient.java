package io.accountsync.localorg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls a local org over HTTP as the integration user, and shows answers as JSON. */
final class OrgClient {

    static final ObjectMapper JSON = new ObjectMapper();

    private final LocalOrg org;
    private final HttpClient http = HttpClient.newHttpClient();
    private String token;

    OrgClient(LocalOrg org) {
        this.org = org;
    }

    /** An answer; {@code json} is a missing node when the body is empty or no JSON. */
    record Answer(int status, JsonNode json, String body, java.net.http.HttpHeaders headers) {

        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** {@code CODE: message} of the first error of an array of errors. */
        String error() {
            return json.at("/0/errorCode").asText() + ": "
                    + json.at("/0/message").asText();
        }
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer query(String soql) {
        return get("/services/data/v62.0/query?q=" + encode(soql));
    }

    Answer post(String path, Object body) {
        return call("POST", path, json(body));
    }

    Answer patch(String path, Object body) {
        return call("PATCH", path, json(body));
    }

    Answer delete(String path) {
        return call("DELETE", path, null);
    }

    Answer form(String path, Map<String, String> fields, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(BodyPublishers.ofString(encode(fields))));
    }

    /** Posts a form to the token address. */
    Answer token(Map<String, String> fields) {
        return form("/services/oauth2/token", fields);
    }

    Answer refresh(String refreshToken) {
        return token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                refreshToken,
                "client_id",
                org.clientId(),
                "client_secret",
                org.clientSecret()));
    }

    /** A call with the session, which is opened when there is none. */
    Answer call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).header("Authorization", "Bearer " + session());
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    /** A call of the SOAP API with these arguments, as XML. */
    Answer soap(String operation, String arguments) {
        String envelope = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns=\"urn:partner.soap.sforce.com\"><e:Header><SessionHeader><sessionId>" + session()
                + "</sessionId></SessionHeader></e:Header><e:Body><" + operation + ">" + arguments + "</" + operation
                + "></e:Body></e:Envelope>";
        return send(request("/services/Soap/u/62.0")
                .header("Content-Type", "text/xml")
                .header("SOAPAction", "\"\"")
                .POST(BodyPublishers.ofString(envelope)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            JsonNode json = response.body().isEmpty()
                            || !"{[\"".contains(response.body().substring(0, 1))
                    ? JSON.missingNode()
                    : JSON.readTree(response.body());
            return new Answer(response.statusCode(), json, response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(org.baseUrl() + path));
    }

    String session() {
        if (token == null) {
            token = refresh(org.refreshToken()).json().path("access_token").asText();
        }
        return token;
    }

    void useSession(String accessToken) {
        token = accessToken;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String json(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
