package io.accountsync.run.deletions;

import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import java.util.List;
import java.util.Locale;

/**
 * What became of a record that was to be deleted.
 *
 * @param action of one that was refused: {@code RETRY}, {@code DEFER} or {@code REJECT}; else null
 * @param error of one that was refused; else null
 * @param externalId as the org has it; null where it does not have the record
 */
record DeletionResult(Candidate candidate, Kind kind, ErrorAction action, CallError error, String externalId) {
    /** The code of a record that is not deleted since a stream has changed it. */
    private static final String ROW_IS_BACK_CODE = "ROW_IS_BACK";

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
        NOT_TRIED,
        /** It is there, and so is its row: a stream has changed it since the run began. */
        ROW_IS_BACK;

        /** As the route of outcomes gets it. */
        String word() {
            return switch (this) {
                case DELETED, ALREADY_GONE -> name().toLowerCase(Locale.ROOT);
                case REFUSED, ROW_IS_BACK -> "not_deleted";
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

    static DeletionResult rowIsBack(Candidate candidate) {
        return new DeletionResult(
                candidate,
                Kind.ROW_IS_BACK,
                null,
                new CallError(0, ROW_IS_BACK_CODE, "a stream has changed the record since the run began", List.of()),
                null);
    }

    static DeletionResult notTried(Candidate candidate, String externalId) {
        return new DeletionResult(candidate, Kind.NOT_TRIED, null, null, externalId);
    }

    static DeletionResult unanswered(Candidate candidate, String externalId) {
        return new DeletionResult(candidate, Kind.UNANSWERED, null, null, externalId);
    }
}
