package io.accountsync.alert;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An alert as the Events API v2 of PagerDuty takes it. Its deduplication key is that of the incident, from the first trouble
 * until all is well, so that a repeated event changes nothing and the last one resolves what the first one began. A summary has
 * 1,024 characters at most (https://developer.pagerduty.com/docs/send-alert-event).
 */
final class PagerDutyEvent {
    private static final int SUMMARY = 1024;
    private static final int DETAIL = 8000;

    private PagerDutyEvent() {}

    static Map<String, Object> of(Map<String, ?> alert, String routingKey) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", routingKey);
        boolean isOver = AlertLevel.OK.word().equals(alert.get("level"));
        event.put("event_action", isOver ? "resolve" : "trigger");
        event.put("dedup_key", "account-sync/" + alert.get("incident"));
        if (!isOver) {
            event.put("client", "account-sync");
            event.put("payload", payload(alert));
        }
        return event;
    }

    private static Map<String, Object> payload(Map<String, ?> alert) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("summary", AlertText.line(alert.get("title") + ": " + AlertFacts.sentence(alert), SUMMARY));
        payload.put("source", AlertText.line(alert.get("org") == null ? "account-sync" : alert.get("org"), 255));
        payload.put("severity", AlertLevel.CRITICAL.word().equals(alert.get("level")) ? "critical" : "warning");
        payload.put("timestamp", alert.get("at"));
        payload.put("component", AlertText.line(alert.get("sync") == null ? "account-sync" : alert.get("sync"), 255));
        payload.put("group", "account-sync");
        payload.put("class", alert.get("event"));
        Map<String, Object> details = new LinkedHashMap<>(AlertFacts.of(alert));
        details.put("message", AlertText.lines(AlertFacts.sentence(alert), DETAIL));
        payload.put("custom_details", details);
        return payload;
    }
}
