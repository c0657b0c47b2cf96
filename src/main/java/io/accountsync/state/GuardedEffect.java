package io.accountsync.state;

/** What a stream does to records that a guard counts. */
public enum GuardedEffect {
    /** Records that are new to Salesforce. */
    CREATE,
    /** Records that were sent before. */
    CHANGE,
    /** Those of them that have a field emptied. */
    CLEAR
}
