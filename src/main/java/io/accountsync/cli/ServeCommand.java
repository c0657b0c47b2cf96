package io.accountsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs every sync on its schedule until stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run every sync on its schedule until stopped. This is what happens without a command, too.")
final class ServeCommand implements Runnable {
    @Mixin
    private RuntimeOptions options;

    ServeCommand() {}

    ServeCommand(RuntimeOptions options) {
        this.options = options;
    }

    @Override
    public void run() {
        serve();
    }

    void serve() {
        try (CamelRuntime runtime = CamelRuntime.serving(SyncFiles.locate(options.routes))) {
            runtime.serve();
        }
    }
}
