package io.accountsync.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The OAuth steps from an app to credentials. */
@Command(
        name = "auth",
        mixinStandardHelpOptions = true,
        subcommands = {AuthUrlCommand.class, AuthExchangeCommand.class, AuthLoginCommand.class},
        description = {
            "Get a refresh token for an app and write it to the credentials file, which every other command reads.",
            "",
            "auth login does it in one go where a browser runs on this machine. Elsewhere, auth url prints an address to"
                    + " open in any browser, and auth exchange takes the address that the browser ends on.",
            "",
            "A user may hold five grants of one app; the sixth revokes the oldest without notice. So make one app for"
                    + " each environment."
        })
final class AuthCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Which step? auth login, auth url or auth exchange.");
    }
}
