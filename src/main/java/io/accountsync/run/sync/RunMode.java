package io.accountsync.run.sync;

/** Which records a run sends. */
public enum RunMode {
    /** Those whose payload differs from what Salesforce confirmed. */
    INCREMENTAL("incremental"),
    /** The same, held against every row that the source has, whatever the cursor says. */
    COMPARE_ALL("compare-all"),
    /** All that the source has, whatever the state says; never deletes. */
    FULL_REFRESH("full-refresh"),
    /** Those that came by themselves; a session of a stream. */
    STREAM("stream");

    private final String word;

    RunMode(String word) {
        this.word = word;
    }

    /** As the command line, the state and the report spell it. */
    public String word() {
        return word;
    }
}
