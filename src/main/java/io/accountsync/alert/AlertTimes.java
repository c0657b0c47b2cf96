package io.accountsync.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times for people: always UTC, as the state has them, so that nobody has to guess whose zone it is. */
final class AlertTimes {
    private AlertTimes() {}

    /** Such as 2026-11-27T18:00:00Z. */
    static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Such as 2 d 3 h 5 min 1 s. */
    static String text(Duration time) {
        String days = time.toDays() == 0 ? "" : time.toDays() + " d ";
        String hours = time.toHoursPart() == 0 ? "" : time.toHoursPart() + " h ";
        String minutes = time.toMinutesPart() == 0 ? "" : time.toMinutesPart() + " min ";
        return (days + hours + minutes + time.toSecondsPart() + " s").strip();
    }
}
