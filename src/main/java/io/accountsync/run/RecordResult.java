package io.accountsync.run;

import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import java.util.Arrays;

/**
 * What became of one record of a batch.
 *
 * @param salesforceId of a confirmed record, else null
 * @param error why it was not confirmed, else null
 */
public record RecordResult(Change change, Kind kind, String salesforceId, CallError error) {
    public enum Kind {
        CREATED(null),
        UPDATED(null),
        CONFIRMED_ON_REPEAT(null),
        /** Nothing was left to send: Salesforce has it, and the rest is not ours. */
        KEPT(null),
        /** Nothing was to be created, and Salesforce has no record with the key: looked for again by later runs. */
        NOT_IN_SALESFORCE(null),
        /** Nothing was to be updated, and Salesforce has a record with the key. */
        ALREADY_IN_SALESFORCE(null),
        /** Rejected: waits until its row changes. */
        REJECTED(ErrorAction.REJECT),
        /** Deferred: due in the next run. */
        RETRY(ErrorAction.RETRY),
        /** Waits for another record: tried once more at the end of this run, else deferred to the next. */
        LATER(ErrorAction.DEFER);

        private final ErrorAction action;

        Kind(ErrorAction action) {
            this.action = action;
        }

        /** What the state keeps the record for; null for one that was confirmed. */
        public ErrorAction action() {
            return action;
        }

        /** By which word the state keeps a record that was not confirmed. */
        public String stateWord() {
            return this == NOT_IN_SALESFORCE ? RejectedRecord.ABSENT : action.stateWord();
        }

        /** Among which outcomes of a run it counts. */
        public Count count() {
            return switch (this) {
                case CREATED -> Count.CREATED;
                case UPDATED -> Count.UPDATED;
                case KEPT -> Count.UNCHANGED;
                case NOT_IN_SALESFORCE -> Count.NOT_IN_SALESFORCE;
                case ALREADY_IN_SALESFORCE -> Count.ALREADY_IN_SALESFORCE;
                case CONFIRMED_ON_REPEAT -> Count.CONFIRMED_ON_REPEAT;
                case REJECTED -> Count.REJECTED;
                case RETRY, LATER -> Count.RETRY_LATER;
            };
        }

        /** Whether the operation of the sync is not for the record, so that it was left as it is: no error. */
        public boolean isLeftOut() {
            return this == NOT_IN_SALESFORCE || this == ALREADY_IN_SALESFORCE;
        }

        /**
         * What became of a record that goes into no further call.
         *
         * @param action {@code RETRY}, {@code DEFER} or {@code REJECT}
         */
        public static Kind of(ErrorAction action) {
            return Arrays.stream(values())
                    .filter(kind -> kind.action == action)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(action + " is not the outcome of a record"));
        }
    }

    /** Whether it was rejected since it is deleted or merged in Salesforce. */
    public boolean isLost() {
        return error != null
                && (error.code().equals(RejectedRecord.GONE) || error.code().equals(RejectedRecord.MERGED));
    }

    /** Whether it is a flag of a record that is not there any more, of which the state keeps what it knew. */
    public boolean isUnflagged() {
        return kind == Kind.NOT_IN_SALESFORCE && change.isFlag();
    }

    public boolean isConfirmed() {
        return salesforceId != null;
    }
}
