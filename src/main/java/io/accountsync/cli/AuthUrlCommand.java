package io.accountsync.cli;

import io.accountsync.config.Settings;
import io.accountsync.salesforce.Credentials;
import io.accountsync.salesforce.CredentialsFile;
import io.accountsync.salesforce.signin.PendingSignIn;
import io.accountsync.salesforce.signin.SignIn;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the address where a person gives us access. */
@Command(
        name = "url",
        mixinStandardHelpOptions = true,
        description = "Print the address where the integration user gives account-sync access.")
final class AuthUrlCommand implements Runnable {
    @Option(
            names = "--callback",
            paramLabel = "URL",
            defaultValue = "https://login.salesforce.com/",
            description = "Where the browser ends; one of the app's callback URLs (default: ${DEFAULT-VALUE}).")
    private String callback;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (!callback.strip().matches("[A-Za-z][A-Za-z0-9+.-]*:\\S+")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--callback must be an address, as the app has it among its callback URLs, such as"
                            + " https://login.salesforce.com/.");
        }
        Settings settings = CamelRuntime.settings();
        CredentialsFile credentials = CredentialsFile.of(settings);
        credentials.requireWritable();
        SignIn signIn = SignIn.begin(Credentials.loginUrl(settings), AppKeys.clientId(settings), callback);
        new PendingSignIn(credentials).keep(signIn);
        PrintWriter err = spec.commandLine().getErr();
        err.println("Open this address in a browser, log in as the integration user, and allow access. Then run");
        err.println("account-sync auth exchange - and paste the whole address that the browser ends on.");
        err.println();
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        out.println(signIn.address());
        out.flush();
    }
}
