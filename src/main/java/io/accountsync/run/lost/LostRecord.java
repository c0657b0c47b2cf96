package io.accountsync.run.lost;

import io.accountsync.state.RejectedRecord;

/** How a record that is gone in Salesforce is rejected. */
public final class LostRecord {
    private LostRecord() {}

    /** By which code. */
    public static String code(Fate fate) {
        return fate.isMerged() ? RejectedRecord.MERGED : RejectedRecord.GONE;
    }

    /** Why, for the state and for people: Salesforce ids, and nothing of a row. */
    public static String message(Fate fate) {
        if (!fate.isMerged()) {
            return "the record " + fate.id() + " was deleted in Salesforce";
        }
        return "the record " + fate.id() + " was merged into " + fate.survivor().id() + " in Salesforce"
                + (fate.survivor().externalId() == null ? "" : ", which has an External ID of its own");
    }
}
