package io.accountsync.cli;

import io.accountsync.config.Settings;
import io.accountsync.salesforce.CredentialsFile;
import io.accountsync.salesforce.signin.BrowserAnswer;
import io.accountsync.salesforce.signin.PendingSignIn;
import io.accountsync.salesforce.signin.SignIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.component.salesforce.api.SalesforceException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns what the browser came back with into the credentials file. */
@Command(
        name = "exchange",
        mixinStandardHelpOptions = true,
        description = "Exchange the code that the browser came back with for a refresh token, and write the credentials"
                + " file.")
final class AuthExchangeCommand implements Runnable {
    @Parameters(
            paramLabel = "CODE",
            description = "The code, or the whole address that the browser ended on (quoted); - reads it from the"
                    + " terminal or a pipe, and keeps it out of the shell's history.")
    private String pasted;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Settings settings = CamelRuntime.settings();
        CredentialsFile credentials = CredentialsFile.of(settings);
        PendingSignIn pending = new PendingSignIn(credentials);
        SignIn signIn = pending.read();
        AppKeys.requireSame(settings, signIn.clientId());
        try {
            BrowserAnswer answer = BrowserAnswer.read(pasted.equals("-") ? line() : pasted);
            answer.requireBelongsTo(signIn);
            new AuthCompletion(settings, spec.commandLine().getOut()).complete(signIn, answer.code());
            pending.end();
        } catch (SalesforceException e) {
            throw new SignInFailedException(e);
        }
    }

    private String line() {
        if (System.console() != null) {
            spec.commandLine().getErr().print("Address or code: ");
            spec.commandLine().getErr().flush();
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
    }
}
