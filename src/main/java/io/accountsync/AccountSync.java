package io.accountsync;

import io.accountsync.cli.AccountSyncCommand;

/** Where the jar starts. */
public final class AccountSync {
    private AccountSync() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(AccountSyncCommand.executeAsProcess(args));
    }
}
