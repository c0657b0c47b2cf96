package io.accountsync.state;

import java.util.List;

/**
 * A condition, and the channels that could not be told of it.
 *
 * @param undelivered those that are tried again
 */
public record AlertStatus(AlertState state, List<AlertDelivery> undelivered) {
    /** All conditions, in the order of their subjects. */
    public static List<AlertStatus> of(StateDatabase database) {
        List<AlertDelivery> deliveries = new AlertDeliveries(database).all();
        return new AlertStates(database)
                .all().stream()
                        .map(state -> new AlertStatus(
                                state,
                                deliveries.stream()
                                        .filter(delivery -> delivery.isOf(state) && delivery.tries() > 0)
                                        .toList()))
                        .toList();
    }

    /** Whether there is something to be said of it. */
    public boolean isNotable() {
        return !state.isOk() || !undelivered.isEmpty();
    }
}
