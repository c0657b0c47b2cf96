package io.accountsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The channels of alerts; the subcommands do the work. */
@Command(
        name = "alert",
        mixinStandardHelpOptions = true,
        description =
                "Try the channels of alerts, look after what is to be reported now, or close what nobody looks at any more.",
        subcommands = {AlertTestCommand.class, AlertCheckCommand.class, AlertCloseCommand.class})
final class AlertCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: alert test, alert check or alert close.");
    }
}
