package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.salesforce.Credentials;
import io.accountsync.salesforce.CredentialsFile;
import io.accountsync.salesforce.signin.BrowserAnswer;
import io.accountsync.salesforce.signin.SignIn;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole login in one go, where a browser runs on this machine. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = "Log in through a browser on this machine, and write the credentials file. The app needs the"
                + " callback URL http://localhost:1717/callback.")
final class AuthLoginCommand implements Runnable {
    @Option(
            names = "--port",
            defaultValue = "1717",
            description = "Port of the callback URL (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--timeout",
            defaultValue = "300",
            paramLabel = "SECONDS",
            description = "How long to wait for the browser (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Option(names = "--no-browser", description = "Only print the address.")
    private boolean noBrowser;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Bounds.require(spec, "--port", port, 0, Bounds.PORTS);
        Bounds.require(spec, "--timeout", timeout, 1, Integer.MAX_VALUE);
        Settings settings = CamelRuntime.settings();
        CredentialsFile.of(settings).requireWritable();
        String loginUrl = Credentials.loginUrl(settings);
        String clientId = AppKeys.clientId(settings);
        try (LoopbackCallback callback = LoopbackCallback.listen(port)) {
            SignIn signIn = SignIn.begin(loginUrl, clientId, callback.address());
            callback.expect(signIn);
            show(signIn);
            Optional<BrowserAnswer> answer = callback.await(Duration.ofSeconds(timeout));
            if (answer.isEmpty()) {
                throw new ConfigurationException("Nobody came back from the browser within " + timeout
                        + " s. Run account-sync auth login again; if the browser showed redirect_uri_mismatch, add "
                        + callback.address() + " to the app's callback URLs first. Where the browser runs on another "
                        + "machine, use account-sync auth url.");
            }
            new AuthCompletion(settings, spec.commandLine().getOut())
                    .complete(signIn, answer.get().code());
        } catch (SalesforceException e) {
            throw new SignInFailedException(e);
        }
    }

    private void show(SignIn signIn) {
        PrintWriter err = spec.commandLine().getErr();
        boolean opened = !noBrowser && DesktopBrowser.open(signIn.address());
        err.println(
                opened
                        ? "A browser should open now. If it does not, open this address yourself:"
                        : "Open this address in a browser on this machine:");
        err.println();
        err.println(signIn.address());
        err.println();
        err.println("Log in as the integration user, and allow access. Waiting for that ...");
        err.flush();
    }
}
