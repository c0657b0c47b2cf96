package io.accountsync.restore;

import io.accountsync.mapping.WrittenKey;

/**
 * What became of one deleted record that was to be restored, or what would become of it.
 *
 * @param oldId the Salesforce id that it had
 * @param newId the id that it has now; null where it is not back, and before it is
 * @param code why it is not back; null when it is
 * @param message the same in words, perhaps Salesforce's own: for people, never for logs
 */
public record Restored(WrittenKey key, String oldId, Way way, String newId, String code, String message) {
    /** How a record comes back. */
    public enum Way {
        /** Out of the recycle bin, with its id, its history, and what was deleted along with it. */
        UNDELETED,
        /** As a new record, made of what the state kept. */
        CREATED,
        /** Somebody or an earlier command had brought it back; the state knows it again. */
        ALREADY_THERE,
        /** Not at all. */
        REFUSED,
        /** Not yet: the run stopped before its turn. */
        NOT_TRIED
    }

    static Restored back(Deleted record, Way way, String newId) {
        return new Restored(record.written(), record.id(), way, newId, null, null);
    }

    static Restored refused(Deleted record, String code, String message) {
        return new Restored(record.written(), record.id(), Way.REFUSED, null, code, message);
    }

    static Restored notTried(Deleted record) {
        return new Restored(record.written(), record.id(), Way.NOT_TRIED, null, null, null);
    }
}
