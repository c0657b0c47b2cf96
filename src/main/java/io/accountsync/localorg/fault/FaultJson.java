package io.accountsync.localorg.fault;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.stats.CallKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Faults as JSON: {@code {"match": {"kind": "collections", "nth": 2, "times": 1}, "action": {"type": "respond", "status":
 * 503, "errorCode": "SERVER_UNAVAILABLE", "message": "…"}}}.
 */
public final class FaultJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FaultJson() {}

    /** Puts the fault in; IllegalArgumentException says which member cannot be used. */
    public static Fault add(Faults faults, JsonNode json) {
        return faults.add(match(json.path("match")), action(json.path("action")));
    }

    /** The fault as it is shown over HTTP, with how often it has struck. */
    public static Map<String, Object> of(Fault fault) {
        FaultMatch match = fault.match();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", fault.id());
        shown.put("action", fault.action().getClass().getSimpleName());
        shown.put("kind", match.kind() == null ? null : match.kind().name().toLowerCase(Locale.ROOT));
        shown.put("method", match.method());
        shown.put("path", match.path() == null ? null : match.path().pattern());
        shown.put("key", match.key());
        shown.put("nth", match.nth());
        shown.put("times", match.times());
        shown.put("hits", fault.hits());
        shown.put("waiting", fault.waiting());
        return shown;
    }

    private static FaultMatch match(JsonNode json) {
        String kind = json.path("kind").asText(null);
        String path = json.path("path").asText(null);
        return new FaultMatch(
                kind == null ? null : CallKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                json.path("method").asText(null),
                path == null ? null : Pattern.compile(path),
                json.path("key").asText(null),
                json.path("nth").asInt(1),
                json.path("times").asInt(Integer.MAX_VALUE));
    }

    private static FaultAction action(JsonNode json) {
        String type = json.path("type").asText("");
        return switch (type) {
            case "respond" ->
                new FaultAction.Respond(
                        json.path("status").asInt(500), text(json, "errorCode"), text(json, "message"), fields(json));
            case "rejectRecord" ->
                new FaultAction.RejectRecord(text(json, "statusCode"), text(json, "message"), fields(json));
            case "delay" ->
                FaultAction.delay(Duration.ofMillis(json.path("millis").asLong()));
            case "hang" -> FaultAction.hang();
            case "dropConnection" -> FaultAction.dropConnection();
            case "loseAnswer" -> FaultAction.loseAnswer();
            case "answerWith" ->
                new FaultAction.AnswerWith(
                        json.path("status").asInt(200),
                        json.path("contentType").asText("text/html;charset=UTF-8"),
                        text(json, "body"),
                        json.path("processed").asBoolean());
            case "html" -> FaultAction.html();
            case "garbage" -> FaultAction.garbage();
            case "emptyBody" -> FaultAction.emptyBody();
            case "shortList" -> FaultAction.shortList(json.path("missing").asInt(1));
            case "expireSessions" -> FaultAction.expireSessions();
            case "exhaustDailyLimit" -> FaultAction.exhaustDailyLimit();
            case "failJob" ->
                FaultAction.failJob(
                        text(json, "message"), json.path("afterRecords").asInt());
            case "oauthError" -> FaultAction.oauthError(text(json, "error"), text(json, "description"));
            case "tokenRequestBeingProcessed" -> FaultAction.tokenRequestBeingProcessed();
            default -> throw new IllegalArgumentException("action.type '" + type + "' is not known");
        };
    }

    private static String text(JsonNode json, String member) {
        return json.path(member).asText("");
    }

    private static List<String> fields(JsonNode json) {
        return json.path("fields").isArray()
                ? JSON.convertValue(json.get("fields"), new TypeReference<List<String>>() {})
                : List.of();
    }
}
