package io.accountsync.state;

/**
 * What a channel was notified of, of one condition.
 *
 * @param notified the number of the change that it was last notified of; 0 for none
 * @param notifiedLevel the level that it believes in
 * @param notifiedIncident the incident that it believes in; null for none
 * @param tries how often it could not be notified since
 * @param dueAt when the next try is due, in milliseconds since 1970
 * @param error why the last one failed, without addresses; null for none
 */
public record AlertDelivery(
        String channel,
        String subject,
        String kind,
        long notified,
        String notifiedLevel,
        String notifiedIncident,
        long tries,
        long dueAt,
        String error) {
    /** What a channel knows that was never notified of anything. */
    public static AlertDelivery none(String channel, AlertState state) {
        return new AlertDelivery(channel, state.subject(), state.kind(), 0, AlertState.OK, null, 0, 0, null);
    }

    boolean isOf(AlertState state) {
        return subject.equals(state.subject()) && kind.equals(state.kind());
    }
}
