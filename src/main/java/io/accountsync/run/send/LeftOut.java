package io.accountsync.run.send;

import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import java.util.List;

/** What the operation of a sync is not for, and why. */
public final class LeftOut {
    /** The code of a record that Salesforce does not have, and that the sync does not create. */
    public static final String ABSENT = "NOT_IN_SALESFORCE";

    /** The code of a record that Salesforce has, and that the sync does not update. */
    public static final String PRESENT = "ALREADY_IN_SALESFORCE";

    /** The code of a flag whose record is not in Salesforce any more, neither by its id nor by its External ID. */
    private static final String NOT_FLAGGED = "NOT_FLAGGED";

    private LeftOut() {}

    /** A flag of a record that was deleted, or lost its External ID to another one, since the org was asked for it. */
    static RecordResult unflagged(Change flag) {
        return new RecordResult(
                flag,
                Kind.NOT_IN_SALESFORCE,
                null,
                new CallError(200, NOT_FLAGGED, "Salesforce has no record of this id and External ID", List.of()));
    }

    /** A record that Salesforce does not have. */
    public static RecordResult absent(Change change) {
        return new RecordResult(
                change,
                Kind.NOT_IN_SALESFORCE,
                null,
                new CallError(200, ABSENT, "Salesforce has no record with this External ID", List.of()));
    }

    /** A record that Salesforce has, under this id. */
    public static RecordResult present(Change change, String salesforceId) {
        return new RecordResult(
                change,
                Kind.ALREADY_IN_SALESFORCE,
                salesforceId,
                new CallError(200, PRESENT, "Salesforce has a record with this External ID", List.of()));
    }
}
