package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.state.AlertStatus;
import io.accountsync.status.AlertEntry;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** What alerts are about, as a person reads it. */
final class AlertStatusText {
    private AlertStatusText() {}

    static String of(List<AlertStatus> all) {
        return all.isEmpty()
                ? "All is well.\n"
                : all.stream()
                        .map(AlertEntry::of)
                        .map(entry -> entry.subject() + ": " + line(entry) + "\n")
                        .collect(Collectors.joining());
    }

    /** One of them without its subject. */
    static String line(AlertEntry entry) {
        String level =
                entry.level() + " " + entry.alert() + " since " + entry.since().truncatedTo(ChronoUnit.SECONDS);
        return entry.undelivered().isEmpty()
                ? level
                : level + "; "
                        + entry.undelivered().stream()
                                .map(AlertStatusText::undelivered)
                                .collect(Collectors.joining("; "));
    }

    private static String undelivered(AlertEntry.Undelivered to) {
        return "not delivered to " + to.channel() + " in " + Quantity.of(to.tries(), "try", "tries") + ": "
                + to.error();
    }
}
