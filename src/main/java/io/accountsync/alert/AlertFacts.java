package io.accountsync.alert;

import io.accountsync.config.Sentence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What an alert says besides its sentence, for people. */
final class AlertFacts {
    private static final Map<String, String> NAMES = Map.of(
            "sync", "Sync", "status", "Status", "run", "Run", "org", "Org", "level", "Level", "at", "Time (UTC)");

    private AlertFacts() {}

    /** What it says, as a whole sentence. */
    static String sentence(Map<String, ?> alert) {
        return Sentence.closed(String.valueOf(alert.get("message")));
    }

    /** Name and value of each that there is, in order. */
    static Map<String, String> of(Map<String, ?> alert) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String member : new String[] {"level", "sync", "status", "run", "org", "at"}) {
            Object value = alert.get(member);
            if (value != null && !value.toString().isEmpty()) {
                facts.put(NAMES.get(member), value.toString());
            }
        }
        return facts;
    }

    /** The same in one line. */
    static String line(Map<String, ?> alert) {
        return of(alert).entrySet().stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining(" · "));
    }
}
