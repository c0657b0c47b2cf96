package io.accountsync.run.deletions;

import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import java.util.Locale;

/**
 * What became of a record that was to be deleted.
 *
 * @param action of one that was refused: {@code RETRY}, {@code DEFER} or {@code REJECT}; else null
 * @param error of one that was refused; else null
 * @param externalId as the org has it; null where it does not have the record
 */
record DeletionResult(Candidate candidate, Kind kind, ErrorAction action, CallError error, String externalId) {
    enum Kind {
        /** It was there, and Salesforce says that it deleted it, or does not have it after our call. */
        DELETED,
        /** Somebody had deleted or merged it before. */
        ALREADY_GONE,
        /** It is there. */
        REFUSED,
        /** A call got no answer, so that nobody knows. */
        UNANSWERED,
        /** The run stopped before its turn. */
        NOT_TRIED;

        /** As the route of outcomes gets it. */
        String word() {
            return switch (this) {
                case DELETED, ALREADY_GONE -> name().toLowerCase(Locale.ROOT);
                case REFUSED -> "not_deleted";
                case UNANSWERED, NOT_TRIED -> "unconfirmed";
            };
        }
    }

    static DeletionResult deleted(Candidate candidate, String externalId) {
        return new DeletionResult(candidate, Kind.DELETED, null, null, externalId);
    }

    static DeletionResult alreadyGone(Candidate candidate) {
        return new DeletionResult(candidate, Kind.ALREADY_GONE, null, null, null);
    }

    static DeletionResult refused(Candidate candidate, ErrorAction action, CallError error, String externalId) {
        return new DeletionResult(candidate, Kind.REFUSED, action, error, externalId);
    }

    static DeletionResult notTried(Candidate candidate, String externalId) {
        return new DeletionResult(candidate, Kind.NOT_TRIED, null, null, externalId);
    }

    static DeletionResult unanswered(Candidate candidate, String externalId) {
        return new DeletionResult(candidate, Kind.UNANSWERED, null, null, externalId);
    }
}
