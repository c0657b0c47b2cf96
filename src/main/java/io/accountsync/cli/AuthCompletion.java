package io.accountsync.cli;

import io.accountsync.config.Settings;
import io.accountsync.salesforce.CredentialsFile;
import io.accountsync.salesforce.ProcessPauses;
import io.accountsync.salesforce.RetryLoop;
import io.accountsync.salesforce.TokenAnswer;
import io.accountsync.salesforce.signin.CodeExchange;
import io.accountsync.salesforce.signin.SignIn;
import io.accountsync.salesforce.signin.SignedInUser;
import java.io.PrintWriter;
import java.time.Clock;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** The last step of both ways to log in: from the code to the credentials file. */
final class AuthCompletion {
    private final Settings settings;
    private final PrintWriter out;

    AuthCompletion(Settings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /**
     * Exchanges the code, writes the file and says what there is now.
     *
     * @throws SalesforceException when Salesforce refuses or does not answer
     */
    void complete(SignIn signIn, String code) throws SalesforceException {
        CredentialsFile file = CredentialsFile.of(settings);
        // A code is good once: not to be spent when its fruit cannot be kept.
        file.requireWritable();
        String secret = AppKeys.clientSecret(settings);
        CodeExchange exchange = new CodeExchange(Clock.systemUTC(), RetryLoop.of(settings, new ProcessPauses()));
        TokenAnswer tokens = exchange.exchange(signIn, code, secret);
        file.write(new CredentialsFile.Content(
                signIn.loginUrl(), tokens.orgId(), signIn.clientId(), secret, tokens.refreshToken()));
        SignedInUser user = exchange.user(tokens);
        out.printf(
                "Logged in%s to the org %s at %s.%n",
                user.name() == null ? "" : " as " + user.name(), tokens.orgId(), tokens.instanceUrl());
        if (user.name() == null) {
            out.printf("Salesforce did not report the name of the user: %s.%n", user.whyUnknown());
        }
        out.printf("The credentials are in %s, which only you can read; every command uses them.%n", file.path());
        settings.text("salesforce.refresh-token")
                .ifPresent(token -> out.println("But salesforce.refresh-token is set, and wins: take it out."));
        if (!settings.required("salesforce.flow").equalsIgnoreCase("refresh-token")) {
            out.println("But salesforce.flow is not refresh-token: commands do not use them.");
        }
        out.println(
                "A user may hold five grants of one app; the sixth login revokes the oldest without notice. Use one app for");
        out.println("each environment.");
        out.flush();
    }
}
