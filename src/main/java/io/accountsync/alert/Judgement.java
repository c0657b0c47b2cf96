package io.accountsync.alert;

import java.util.Map;

/**
 * What a look at one condition found.
 *
 * @param subject what it is about: the name of a sync, or a name of what all syncs share
 * @param sync null where it is about no single one
 * @param status what sort of trouble it is, where one level has several; empty for none
 * @param headline what is the matter, to stand behind the subject
 * @param message the particulars: numbers, codes, keys; never a value of a row, and no secret
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
        Map<String, Object> details) {

    /** One of a sync. */
    static Judgement of(AlertKind kind, String sync, AlertLevel level, String headline, String message) {
        return new Judgement(kind, sync, sync, level, "", headline, message, Map.of());
    }
}
