package io.accountsync.state;

import java.util.Locale;

/** How far the deletion of a record in Salesforce has come. */
public enum DeletionStatus {
    /** Written before the first of several calls: no call was made yet, and what the record pointed to before it is kept. */
    NOTED,
    /** Written before the call: whether Salesforce got it nobody knows, unless the run that wrote this goes on. */
    INTENDED,
    /** A call got no answer, so that it may be carried out still. */
    UNKNOWN,
    /** Salesforce said so, or the org was asked and does not have the record any more. */
    DELETED,
    /** The record is there still: Salesforce rejected the deletion, or it is not the record of the key any more. */
    REFUSED,
    /** A person brings it back, and a new record may have been made for it already. */
    RESTORING,
    /** A person brought it back. */
    RESTORED;

    /** As the state spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeletionStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
