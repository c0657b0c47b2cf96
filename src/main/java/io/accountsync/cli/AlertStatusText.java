package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.state.AlertDelivery;
import io.accountsync.state.AlertState;
import io.accountsync.state.AlertStatus;
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
                        .map(status -> status.state().subject() + ": " + line(status) + "\n")
                        .collect(Collectors.joining());
    }

    /** One of them without its subject. */
    static String line(AlertStatus status) {
        AlertState state = status.state();
        String level = state.level() + " " + state.kind() + " since "
                + state.changedAt().truncatedTo(ChronoUnit.SECONDS);
        return status.undelivered().isEmpty()
                ? level
                : level + "; "
                        + status.undelivered().stream()
                                .map(AlertStatusText::undelivered)
                                .collect(Collectors.joining("; "));
    }

    private static String undelivered(AlertDelivery delivery) {
        return "not delivered to " + delivery.channel() + " in " + Quantity.of(delivery.tries(), "try", "tries") + ": "
                + delivery.error();
    }
}
