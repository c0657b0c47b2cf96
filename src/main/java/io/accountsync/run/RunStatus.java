package io.accountsync.run;

/** How a run ended, with the exit code of the command that ran it. */
public enum RunStatus {
    /** Every row is in Salesforce, or was rejected before and known; none waits to be sent again. */
    SUCCEEDED(0),
    /** Something broke: the source, the state, the network. The cursor stays. */
    FAILED(1),
    /** Finished, and some records were newly rejected, or are deferred still, or none of the rows could be mapped. */
    PARTIAL(3),
    /** Ended on purpose before harm was done or because going on is useless. The cursor stays. */
    STOPPED(4);

    private final int exitCode;

    RunStatus(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
