package io.accountsync.localorg.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.stats.CallKind;
import java.time.Duration;
import java.util.Arrays;
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

    private FaultJson() {}

    /** Puts the fault in; IllegalArgumentException says which member cannot be used. */
    public static Fault add(Faults faults, JsonNode json) {
        JsonMembers fault = new JsonMembers("", json);
        FaultMatch match = match(fault.object("match"));
        FaultAction action = action(fault.object("action"));
        fault.requireAllRead();
        return faults.add(match, action);
    }

    /** The fault as it is shown over HTTP, with how often it has struck. */
    public static Map<String, Object> of(Fault fault) {
        FaultMatch match = fault.match();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", fault.id());
        shown.put("action", fault.action().getClass().getSimpleName());
        shown.put("kind", match.kind() == null ? null : name(match.kind()));
        shown.put("method", match.method());
        shown.put("path", match.path() == null ? null : match.path().pattern());
        shown.put("key", match.key());
        shown.put("nth", match.nth());
        shown.put("times", match.times());
        shown.put("hits", fault.hits());
        shown.put("waiting", fault.waiting());
        return shown;
    }

    private static FaultMatch match(JsonMembers json) {
        String path = json.text("path", null);
        FaultMatch match = new FaultMatch(
                kind(json.text("kind", null)),
                json.text("method", null),
                path == null ? null : Pattern.compile(path),
                json.text("key", null),
                json.number("nth", 1),
                json.number("times", Integer.MAX_VALUE));
        json.requireAllRead();
        return match;
    }

    private static CallKind kind(String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(CallKind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("match.kind '" + name + "' is not one of "
                        + Arrays.stream(CallKind.values()).map(FaultJson::name).toList()));
    }

    private static FaultAction action(JsonMembers json) {
        String type = json.text("type", "");
        FaultAction action =
                switch (type) {
                    case "respond" ->
                        new FaultAction.Respond(
                                json.number("status", 500),
                                json.text("errorCode", ""),
                                json.text("message", ""),
                                fields(json));
                    case "rejectRecord" ->
                        new FaultAction.RejectRecord(
                                json.text("statusCode", ""), json.text("message", ""), fields(json));
                    case "delay" -> FaultAction.delay(Duration.ofMillis(json.number("millis", 0)));
                    case "hang" -> FaultAction.hang();
                    case "holdBack" -> FaultAction.holdBack(json.flag("closing"));
                    case "dropConnection" -> FaultAction.dropConnection();
                    case "loseAnswer" -> FaultAction.loseAnswer();
                    case "answerWith" ->
                        new FaultAction.AnswerWith(
                                json.number("status", 200),
                                json.text("contentType", "text/html;charset=UTF-8"),
                                json.text("body", ""),
                                json.flag("processed"));
                    case "html" -> FaultAction.html();
                    case "garbage" -> FaultAction.garbage();
                    case "emptyBody" -> FaultAction.emptyBody();
                    case "shortList" -> FaultAction.shortList(json.number("missing", 1));
                    case "expireSessions" -> FaultAction.expireSessions();
                    case "exhaustDailyLimit" -> FaultAction.exhaustDailyLimit();
                    case "failJob" -> FaultAction.failJob(json.text("message", ""), json.number("afterRecords", 0));
                    case "oauthError" -> FaultAction.oauthError(json.text("error", ""), json.text("description", ""));
                    case "tokenRequestBeingProcessed" -> FaultAction.tokenRequestBeingProcessed();
                    default -> throw new IllegalArgumentException("action.type '" + type + "' is not known");
                };
        json.requireAllRead();
        return action;
    }

    private static List<String> fields(JsonMembers json) {
        return json.texts("fields");
    }

    private static String name(CallKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
