package io.accountsync.state;

/**
 * A rejected record and what is known of its attempts.
 *
 * @param firstAt milliseconds since 1970
 * @param lastAt milliseconds since 1970
 * @param place where the row stood, for one that could not be mapped; else null
 */
public record RejectedAttempts(RejectedRecord record, long attempts, long firstAt, long lastAt, String place) {}
