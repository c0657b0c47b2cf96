package io.accountsync.state;

import java.time.Instant;

/**
 * What is known of one condition that alerts are about.
 *
 * @param subject the name of a sync, or of what all syncs share, which has a blank and so is no name of a sync
 * @param kind which condition
 * @param level {@code OK}, {@code WARNING} or {@code CRITICAL}
 * @param status what sort of trouble it is, where one level has several; empty for none
 * @param number of the change that made it so; 0 for a condition that was well ever since it is watched
 * @param incident the same from the first trouble until all is well; null before the first
 * @param body the alert as JSON, without values of rows; null before the first
 * @param changedAt when it became so
 * @param beganAt when the incident began, null before the first
 * @param worst the worst level of the incident; of the last one when all is well
 * @param watchedSince when somebody first looked
 */
public record AlertState(
        String subject,
        String kind,
        String level,
        String status,
        long number,
        String incident,
        String body,
        Instant changedAt,
        Instant beganAt,
        String worst,
        Instant watchedSince) {
    /** The level of a condition that is as it should be. */
    public static final String OK = "OK";

    /** A condition that nobody has looked at yet. */
    public static AlertState none(String subject, String kind) {
        return new AlertState(subject, kind, OK, "", 0, null, null, Instant.EPOCH, null, OK, Instant.EPOCH);
    }

    public boolean isOk() {
        return level.equals(OK);
    }

    /** Whether it is about this sync, or about what all syncs share. */
    public boolean isOf(String sync) {
        return subject.equals(sync) || subject.contains(" ");
    }
}
