package io.accountsync.alert;

import io.accountsync.state.AlertState;
import io.accountsync.state.AlertStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a process saw in the state when it last looked, for metrics, which must not read it each time. Safe for several threads. */
final class LastLook {
    private final Map<String, AlertLevel> levels = new ConcurrentHashMap<>();
    private volatile long undelivered;

    void take(List<AlertStatus> all) {
        for (AlertStatus status : all) {
            AlertState state = status.state();
            levels.put(state.subject() + "\n" + state.kind(), AlertLevel.valueOf(state.level()));
        }
        undelivered =
                all.stream().mapToLong(status -> status.undelivered().size()).sum();
    }

    AlertLevel level(String subject, AlertKind kind) {
        return levels.getOrDefault(subject + "\n" + kind.word(), AlertLevel.OK);
    }

    long undelivered() {
        return undelivered;
    }
}
