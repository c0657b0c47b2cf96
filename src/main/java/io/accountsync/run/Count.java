package io.accountsync.run;

import java.util.Locale;

/** What a run counts. Every row that is read ends up in exactly one of the outcomes. */
public enum Count {
    /** Rows that came from the source. */
    READ("rows_read", false),
    /** Salesforce made a new record. */
    CREATED,
    /** Salesforce changed a record that it had. */
    UPDATED,
    /** An answer was lost and the repeat found the record: nobody can know whether the lost call had made it. */
    CONFIRMED_ON_REPEAT,
    /** The sync creates no records, and Salesforce has none with this key. */
    NOT_IN_SALESFORCE,
    /** The sync only creates records, and Salesforce has one with this key. */
    ALREADY_IN_SALESFORCE,
    /** Salesforce has this payload already. */
    UNCHANGED,
    /** Sent, and rejected by Salesforce. */
    REJECTED,
    /** Rejected before with this very payload, and it did not pass now: it was not sent, or tried in vain. */
    STILL_REJECTED,
    /** Sent and deferred: the next run tries again by itself. */
    RETRY_LATER,
    /** Could not be read or mapped. */
    INVALID,
    /** A newer row of this run has the same key. */
    DUPLICATE,
    /** The row says that its record is gone: what became of the record is counted apart. */
    TOMBSTONE,
    /** The run stopped before its turn. */
    UNSENT,
    /** Rejected records that were sent again without being read. */
    RETRIED_SENT("parked_sent", false),
    /** Those of them that Salesforce took. */
    RETRIED_CONFIRMED("parked_confirmed", false),
    /**
     * Records that we had sent before and that Salesforce had to create again: somebody deleted or merged them there.
     */
    RECREATED("recreated", false),
    /** Records that we had sent before and that a run found to be deleted in Salesforce. */
    GONE("gone_in_salesforce", false),
    /** Records that we had sent before and that a run found to be merged into others in Salesforce. */
    MERGED("merged_in_salesforce", false),
    /** Records that we had sent before and that were not among the rows, when a run read all of them. */
    MISSING("missing", false),
    /** Records whose rows are gone, and that Salesforce gave the fields of {@code flag}. */
    FLAGGED("flagged", false),
    /** Records that Salesforce deleted, since their rows are gone. */
    DELETED("deleted", false),
    /** Records that were to be deleted and that somebody had deleted or merged before. */
    ALREADY_GONE("already_gone", false),
    /** Records that are there still although their rows are gone: Salesforce refused it, or they are not the key's any more. */
    NOT_DELETED("not_deleted", false),
    /** Records whose deletion got no answer, or did not get its turn. */
    UNCONFIRMED("unconfirmed", false),
    /** Calls that count against the org's limit. */
    API_CALLS("api_calls", false);

    private final String column;
    private final boolean outcome;

    Count() {
        this.column = name().toLowerCase(Locale.ROOT);
        this.outcome = true;
    }

    Count(String column, boolean outcome) {
        this.column = column;
        this.outcome = outcome;
    }

    /** Its name in the state and in the JSON report. */
    public String column() {
        return column;
    }

    /** Whether it is one of the ends that a row comes to. */
    public boolean isOutcome() {
        return outcome;
    }
}
