package io.accountsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code POST composite/batch}: up to 25 independent calls in one. */
final class BatchResource {

    private static final int MOST_PARTS = 25;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Function<RestRequest, RestAnswer> calls;

    BatchResource(Function<RestRequest, RestAnswer> calls) {
        this.calls = calls;
    }

    RestAnswer batch(RestRequest request) {
        JsonNode body = Json.read(request.body());
        JsonNode parts = body.path("batchRequests");
        if (!parts.isArray() || parts.isEmpty()) {
            throw RestException.badRequest("REQUIRED_FIELD_MISSING", "Required fields are missing: [batchRequests]");
        }
        if (parts.size() > MOST_PARTS) {
            throw RestException.badRequest(
                    "LIMIT_EXCEEDED", "A batch request holds at most " + MOST_PARTS + " subrequests");
        }
        boolean halt = body.path("haltOnError").asBoolean();
        boolean failed = false;
        ArrayNode results = NODES.arrayNode();
        for (JsonNode part : parts) {
            ObjectNode result = failed && halt ? halted() : run(request, part);
            failed |= result.get("statusCode").asInt() >= 300;
            results.add(result);
        }
        ObjectNode answer = NODES.objectNode();
        answer.put("hasErrors", failed);
        answer.set("results", results);
        return RestAnswer.json(200, Json.write(answer));
    }

    private ObjectNode run(RestRequest request, JsonNode part) {
        RestAnswer answer;
        try {
            answer = calls.apply(SubRequest.of(
                    request,
                    part.path("method").asText(),
                    part.path("url").asText(),
                    part.path("richInput"),
                    Map.of()));
        } catch (RestException e) {
            answer = RestAnswer.json(e.status(), Json.errors(e.errors()));
        }
        return result(answer.status(), answer.body());
    }

    private static ObjectNode halted() {
        ApiError error = new ApiError("BATCH_PROCESSING_HALTED", "Batch processing halted per request", List.of());
        return result(412, Json.errors(List.of(error)));
    }

    private static ObjectNode result(int status, byte[] body) {
        ObjectNode result = NODES.objectNode();
        result.put("statusCode", status);
        result.set("result", Json.tree(body));
        return result;
    }
}
