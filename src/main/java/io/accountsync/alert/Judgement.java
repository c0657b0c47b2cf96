package io.accountsync.alert;

import io.accountsync.state.AlertState;
import java.util.Map;

/**
 * What a look at one condition found.
 *
 * @param subject what it is about: the name of a sync, or a name of what all syncs share
 * @param sync null where it is about no single one
 * @param status what sort of trouble it is, where one level has several; empty for none
 * @param headline what is the matter, to stand behind the subject
 * @param message the particulars: numbers, codes, keys; never a value of a row, and no secret
 * @param end how the end of trouble reads, where it is none any more
 * @param details further members of the message, in order
 */
record Judgement(
        AlertKind kind,
        String subject,
        String sync,
        AlertLevel level,
        String status,
        String headline,
        String message,
        String end,
        Map<String, Object> details) {
    /** The end of trouble that was looked at, and found gone. */
    static final String WELL = "is well again";

    /** One of a sync. */
    static Judgement of(AlertKind kind, String sync, AlertLevel level, String headline, String message) {
        return of(kind, sync, level, headline, message, Map.of());
    }

    /** One of a sync with further members of the message. */
    static Judgement of(
            AlertKind kind,
            String sync,
            AlertLevel level,
            String headline,
            String message,
            Map<String, Object> details) {
        return new Judgement(kind, sync, sync, level, "", headline, message, WELL, details);
    }

    /** The end of what was reported of a condition, of which nobody knows whether it is well. */
    static Judgement unknown(AlertState state, String end, String message) {
        String sync = state.subject().contains(" ") ? null : state.subject();
        AlertKind kind = AlertKind.of(state.kind());
        return new Judgement(kind, state.subject(), sync, AlertLevel.OK, "", kind.word(), message, end, Map.of());
    }
}
