package io.accountsync.console;

import io.accountsync.run.RunReport;

/** Runs a sync now, in a process that serves. */
@FunctionalInterface
public interface RunStarter {
    /** Runs it as the command does, and waits for its end. */
    RunReport run(String sync);
}
