package io.accountsync.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every command that starts the routes. */
final class RuntimeOptions {
    @Option(
            names = "--routes",
            paramLabel = "PATH",
            description =
                    "Sync file, or directory of *.camel.yaml sync files. Default: what sync.routes says, else ./routes where"
                            + " it exists, else the samples in the jar.")
    Path routes;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what happens, not only what is wrong.")
    boolean verbose;
}
