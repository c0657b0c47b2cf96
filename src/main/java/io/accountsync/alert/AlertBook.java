package io.accountsync.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.state.AlertState;
import io.accountsync.state.AlertStates;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Writes judgements into the state where they change it, each with the message that channels get. */
final class AlertBook {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AlertStates states;
    private final Clock clock;

    AlertBook(AlertStates states, Clock clock) {
        this.states = states;
        this.clock = clock;
    }

    /** Takes a judgement; what was found before, and is so still, changes nothing. */
    void take(Judgement found) {
        AlertState before = states.find(found.subject(), found.kind().word())
                .orElseGet(() -> AlertState.none(found.subject(), found.kind().word()));
        if (before.level().equals(found.level().name()) && before.status().equals(found.status())) {
            return;
        }
        String incident = before.isOk() ? UUID.randomUUID().toString() : before.incident();
        states.change(before, found.level().name(), found.status(), incident, json(message(found, before, incident)));
    }

    private Map<String, Object> message(Judgement found, AlertState before, String incident) {
        boolean isOver = found.level() == AlertLevel.OK;
        String name = found.sync() == null ? found.subject() : found.sync();
        String headline = isOver ? over(found, before) : found.headline() + descent(found, before);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", "account-sync: " + name + " " + headline + ": " + found.message());
        message.put("event", found.kind().word());
        message.put("sync", found.sync());
        message.put("at", AlertTimes.text(clock.instant()));
        message.put("since", before.isOk() ? message.get("at") : began(before));
        message.put("level", found.level().word());
        message.put("title", "[" + found.level() + "] " + name + " " + headline);
        message.put("message", found.message());
        message.putAll(found.details());
        message.put("incident", incident);
        return message;
    }

    private static String over(Judgement found, AlertState before) {
        String what = found.kind() == AlertKind.RUN ? before.status() : found.headline();
        String last = before.level().equals(before.worst()) ? "" : "; at last " + before.level();
        return found.end() + ", after " + before.worst() + " since " + began(before) + " (" + what + last + ")";
    }

    /** That it is less bad is no new trouble. */
    private static String descent(Judgement found, AlertState before) {
        return AlertLevel.valueOf(before.level()).compareTo(found.level()) > 0 ? ", down from " + before.level() : "";
    }

    private static String began(AlertState before) {
        return AlertTimes.text(before.beganAt() == null ? before.changedAt() : before.beganAt());
    }

    private static String json(Map<String, Object> message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written as JSON", e);
        }
    }
}
