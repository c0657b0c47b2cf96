package io.accountsync.run;

import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;

/**
 * What became of one record of a batch.
 *
 * @param salesforceId of a confirmed record, else null
 * @param error why it was not confirmed, else null
 */
public record RecordResult(Change change, Kind kind, String salesforceId, CallError error) {
    public enum Kind {
        CREATED,
        UPDATED,
        CONFIRMED_ON_REPEAT,
        /** Nothing was left to send: Salesforce has it, and the rest is not ours. */
        KEPT,
        /** Rejected: waits until its row changes. */
        REJECTED,
        /** Deferred: due in the next run. */
        RETRY,
        /** Waits for another record: tried once more at the end of this run, else deferred to the next. */
        LATER
    }

    public boolean isConfirmed() {
        return salesforceId != null;
    }
}
