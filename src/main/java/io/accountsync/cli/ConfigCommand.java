package io.accountsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The keys; the subcommands do the work. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Show the keys.",
        subcommands = ConfigShowCommand.class)
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: config show.");
    }
}
