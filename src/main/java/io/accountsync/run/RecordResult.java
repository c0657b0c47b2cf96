package io.accountsync.run;

import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.Change;
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

    public boolean isConfirmed() {
        return salesforceId != null;
    }
}
