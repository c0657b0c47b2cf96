package io.accountsync.run;

import java.time.Duration;

/** Whoever wants to know what runs do, for metrics and health. Called by the threads that send; must be quick. */
public interface RunObserver {
    /**
     * A run began, or what has the lease of a sync as a run has it.
     *
     * @param word what it is, such as {@code incremental} or {@code plan}
     */
    default void began(String sync, long runId, String word) {}

    /** What is not a run of rows came to its end. */
    default void commandEnded(String sync, RunStatus status) {}

    /** Calls to Salesforce were made that count against the org's limit. */
    default void called(long calls) {}

    /** Records are on their way to Salesforce. */
    default void sending() {}

    /** The answer to such a call is there, or it is known that none comes; time since {@link #sending}. */
    default void sent(Duration time) {}

    /** A run could not write its row log, which lacks the outcomes of so many records until a later one writes them. */
    default void unlogged(String sync, long records) {}

    /** The stream of a sync is paused; the reason says what a person can do. */
    default void paused(String sync, String reason) {}

    /** The stream of a sync that was paused takes rows again; whether they pass is not known yet. */
    default void triesAgain(String sync) {}

    /**
     * The stream of a sync goes on: rows have passed, or a person approved what held it back. Also said once of each process that
     * did not pause it, since the one before may have ended while it was paused.
     */
    default void goesOn(String sync) {}

    /**
     * A run ended, or could not begin.
     *
     * @param loginRefused whether it ended since Salesforce refused the login, which only a person can fix
     */
    default void ended(RunReport report, boolean loginRefused) {}
}
