package io.accountsync.status;

import io.accountsync.state.AlertState;
import io.accountsync.state.AlertStatus;
import java.time.Instant;
import java.util.List;

/**
 * A condition of alerts as status shows it.
 *
 * @param subject the name of a sync, or of what all syncs share
 * @param alert which condition
 * @param level {@code OK}, {@code WARNING} or {@code CRITICAL}
 * @param since when it became so
 * @param incident the same from the first trouble until all is well; null before the first
 * @param undelivered the channels that could not be notified of it
 */
public record AlertEntry(
        String subject, String alert, String level, Instant since, String incident, List<Undelivered> undelivered) {
    /**
     * A channel that could not be notified.
     *
     * @param tries how often that was tried
     * @param error why not, without addresses
     */
    public record Undelivered(String channel, long tries, String error) {}

    public static AlertEntry of(AlertStatus status) {
        AlertState state = status.state();
        return new AlertEntry(
                state.subject(),
                state.kind(),
                state.level(),
                state.changedAt(),
                state.incident(),
                status.undelivered().stream()
                        .map(delivery -> new Undelivered(delivery.channel(), delivery.tries(), delivery.error()))
                        .toList());
    }
}
