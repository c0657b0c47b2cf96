package io.accountsync.status;

import io.accountsync.run.rejected.CircularParents;
import io.accountsync.run.rejected.UndecidedMatches;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.RejectedRecord;

/** What happens next to a record that has not passed, by itself or by a person. */
public final class NextStep {
    private static final String WAITS = "waits until the row or the mapping changes";

    private NextStep() {}

    public static String of(RejectedAttempts rejection) {
        if (rejection.deletion() == null) {
            return of(rejection.record());
        }
        return rejection.record().errorClass().equals("reject")
                ? "stays until what Salesforce rejected the deletion for is fixed, or its row comes back"
                : "the next run that finds the row gone tries again by itself";
    }

    public static String of(RejectedRecord record) {
        if (record.code().equals(UndecidedMatches.CODE)) {
            return "waits for your decision: set it to one-to-one or new in the file of adopt and give that to adopt --apply,"
                    + " or create all such rows with adopt --release";
        }
        if (RejectedRecord.isOfAbsence(record.code()) && record.errorClass().equals("reject")) {
            return "undelete the record in Salesforce, or leave the row out of the source; after account-sync forget the next"
                    + " run makes a new one";
        }
        return switch (record.errorClass()) {
            case "retry", "later" -> "the next run sends it again by itself";
            case RejectedRecord.ABSENT ->
                "runs look for it again, see sync.update-recheck; it is sent once it is there";
            case "invalid" -> "could not be read or mapped; " + WAITS;
            default ->
                record.code().equals(CircularParents.CODE)
                        ? "each run looks at it again: it goes when one of the records points to another one, or to none"
                        : WAITS + ", or what Salesforce rejected it for is fixed";
        };
    }

    /** The names of its fields for people; null when there are none. */
    public static String fields(RejectedRecord record) {
        return record.fields() == null || record.fields().isBlank() ? null : record.fields();
    }
}
