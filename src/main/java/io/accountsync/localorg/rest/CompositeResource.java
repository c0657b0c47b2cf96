package io.accountsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.localorg.data.OrgData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code POST composite}: up to 25 calls in one, later ones may use results of earlier ones as {@code @{ref.id}}. The whole
 * is always answered with 200; with {@code allOrNone} one failure takes everything back.
 */
final class CompositeResource {

    private static final int MOST_PARTS = 25;
    private static final int MOST_QUERIES_AND_COLLECTIONS = 5;
    private static final Pattern REFERENCE = Pattern.compile("@\\{([^}]+)}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final OrgData org;
    private final Function<RestRequest, RestAnswer> calls;

    CompositeResource(OrgData org, Function<RestRequest, RestAnswer> calls) {
        this.org = org;
        this.calls = calls;
    }

    RestAnswer composite(RestRequest request) {
        JsonNode body = Json.read(request.body());
        JsonNode parts = body.path("compositeRequest");
        checkSize(parts);
        ArrayNode responses = body.path("allOrNone").asBoolean()
                ? org.transaction(() -> run(request, parts), done -> firstFailure(done) < 0)
                : run(request, parts);
        int failure = body.path("allOrNone").asBoolean() ? firstFailure(responses) : -1;
        for (int i = 0; failure >= 0 && i < responses.size(); i++) {
            if (i != failure) {
                halt(
                        (ObjectNode) responses.get(i),
                        "The transaction was rolled back since another operation in the same" + " transaction failed.");
            }
        }
        ObjectNode answer = NODES.objectNode();
        answer.set("compositeResponse", responses);
        return RestAnswer.json(200, Json.write(answer));
    }

    private static void checkSize(JsonNode parts) {
        if (!parts.isArray() || parts.isEmpty()) {
            throw RestException.badRequest("REQUIRED_FIELD_MISSING", "Required fields are missing: [compositeRequest]");
        }
        int heavy = 0;
        for (JsonNode part : parts) {
            String url = part.path("url").asText();
            heavy += url.contains("/query") || url.contains("/composite/sobjects") ? 1 : 0;
        }
        if (parts.size() > MOST_PARTS || heavy > MOST_QUERIES_AND_COLLECTIONS) {
            throw RestException.badRequest(
                    "LIMIT_EXCEEDED",
                    "A composite request holds at most " + MOST_PARTS + " subrequests, " + MOST_QUERIES_AND_COLLECTIONS
                            + " of them queries or collections");
        }
    }

    private ArrayNode run(RestRequest request, JsonNode parts) {
        Map<String, JsonNode> results = new HashMap<>();
        ArrayNode responses = NODES.arrayNode();
        for (JsonNode part : parts) {
            ObjectNode response = run(request, part, results);
            responses.add(response);
            results.put(part.path("referenceId").asText(), response.get("body"));
        }
        return responses;
    }

    private ObjectNode run(RestRequest request, JsonNode part, Map<String, JsonNode> results) {
        ObjectNode response = NODES.objectNode();
        response.putNull("body");
        response.putObject("httpHeaders");
        response.put("httpStatusCode", 400);
        response.put("referenceId", part.path("referenceId").asText());
        try {
            String url = resolved(part.path("url").asText(), results);
            JsonNode body =
                    part.has("body") ? Json.tree(resolved(part.get("body").toString(), results)) : NODES.missingNode();
            Map<String, String> headers = new HashMap<>();
            part.path("httpHeaders")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            RestAnswer answer =
                    calls.apply(SubRequest.of(request, part.path("method").asText(), url, body, headers));
            response.put("httpStatusCode", answer.status());
            response.set("body", Json.tree(answer.body()));
            answer.headers().forEach(((ObjectNode) response.get("httpHeaders"))::put);
        } catch (RestException e) {
            halt(response, e.errors().get(0).message());
        }
        return response;
    }

    /** Text with references replaced by what earlier parts answered. */
    private static String resolved(String text, Map<String, JsonNode> results) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String[] path = matcher.group(1).split("\\.", 2);
            JsonNode result = results.get(path[0]);
            String pointer = path.length < 2
                    ? ""
                    : "/" + path[1].replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
            JsonNode value = result == null ? NODES.missingNode() : result.at(pointer.replace("//", "/"));
            if (value.isMissingNode()) {
                throw RestException.badRequest(
                        "PROCESSING_HALTED",
                        "Invalid reference specified. No value for " + matcher.group(1) + " found in " + path[0]);
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value.asText()));
        }
        return matcher.appendTail(resolved).toString();
    }

    private static int firstFailure(ArrayNode responses) {
        for (int i = 0; i < responses.size(); i++) {
            if (responses.get(i).get("httpStatusCode").asInt() >= 300) {
                return i;
            }
        }
        return -1;
    }

    private static void halt(ObjectNode response, String message) {
        response.put("httpStatusCode", 400);
        response.putObject("httpHeaders");
        response.set("body", Json.tree(Json.errors(List.of(new ApiError("PROCESSING_HALTED", message, List.of())))));
    }
}
