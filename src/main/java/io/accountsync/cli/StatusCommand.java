package io.accountsync.cli;

import picocli.CommandLine.Command;

/** Shows what the state knows. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show the last runs, the cursor and the rejected records.")
final class StatusCommand implements Runnable {
    @Override
    public void run() {}
}
