package io.accountsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a composite or batch call as a call of its own, made by the same caller. */
final class SubRequest {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:/?services/data/)?/?v(\\d{1,3})\\.0/?([^?]*)(?:\\?(.*))?", Pattern.DOTALL);
    private static final byte[] NO_BODY = {};

    private SubRequest() {}

    /**
     * @param address with or without {@code /services/data} in front
     * @param body a missing or null node for none
     * @param headers the part's own headers, looked up before those of the whole call
     */
    static RestRequest of(
            RestRequest whole, String method, String address, JsonNode body, Map<String, String> headers) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw RestException.badRequest(
                    "INVALID_INPUT", "The url of a subrequest must name an API version: " + address);
        }
        List<String> path = new ArrayList<>();
        for (String segment : matcher.group(2).split("/")) {
            if (!segment.isEmpty()) {
                path.add(decoded(segment.replace("+", "%2B")));
            }
        }
        return new RestRequest(
                method.toUpperCase(Locale.ROOT),
                Integer.parseInt(matcher.group(1)),
                path,
                query(matcher.group(3)),
                name -> headers.getOrDefault(name, whole.header().apply(name)),
                body.isMissingNode() || body.isNull() ? NO_BODY : Json.write(body),
                whole.caller());
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            String[] parts = pair.split("=", 2);
            query.putIfAbsent(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
