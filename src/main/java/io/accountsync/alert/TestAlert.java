package io.accountsync.alert;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** An alert that is about nothing but whether it arrives. */
final class TestAlert {
    private TestAlert() {}

    static Map<String, Object> of(AlertLevel level, String incident, Clock clock) {
        String title = level == AlertLevel.OK ? "the test is over" : "this is a test";
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", "account-sync: " + title);
        message.put("event", "test");
        message.put("sync", null);
        message.put("at", AlertTimes.text(clock.instant()));
        message.put("level", level.word());
        message.put("title", "[" + level + "] " + title);
        message.put("message", "Somebody tried whether alerts of account-sync arrive here. Nothing is to be done");
        message.put("incident", incident);
        return message;
    }
}
