package io.accountsync.state;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What becomes of a record of a change set. The table has the number of the constant. */
enum ChangeStatus {
    /** It is sent with its wave. */
    READY,
    /** It came too early for its parent, and is tried once more when all waves have gone. */
    DEFERRED,
    /** Its payload was rejected before: it is not sent unless it is retried. */
    REJECTED,
    /** A value in it stands for no single record of the org: it cannot be sent. */
    UNRESOLVED,
    /** A limited run leaves it to the next one. */
    HELD_BACK,
    /** Its wave is being found, see {@link ParentsFirst}. */
    UNPLACED,
    /** Its row says that the record is gone: nothing of it is sent, and nothing older of the same record. */
    TOMBSTONE,
    /** It is on its way while other rows are read still, see {@link EarlyRows}. */
    EARLY;

    /** What is sent, sooner or later, by this run. */
    static final String TO_SEND = in(READY, DEFERRED);

    /** The condition for a record that has this status. */
    String is() {
        return "status = " + ordinal();
    }

    private static String in(ChangeStatus... any) {
        return Arrays.stream(any)
                .map(status -> String.valueOf(status.ordinal()))
                .collect(Collectors.joining(", ", "status in (", ")"));
    }
}
