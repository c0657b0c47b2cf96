package io.accountsync.salesforce;

import io.accountsync.config.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What each OAuth error of Salesforce means, and what to do. Descriptions differ in wording between releases, so only a part
 * is matched; the first row that fits counts.
 */
final class OAuthErrors {
    private static final String NEW_TOKEN = "Get a new one with: account-sync auth login (without a browser on this "
            + "machine: account-sync auth url)";

    /** Since Winter '25; before that {@link #EXPIRED_CODE}, where no code was sent at all. */
    private static final String ALREADY_BEING_PROCESSED = "already being processed";

    private static final String EXPIRED_CODE = "expired authorization code";

    /** @param flow null for any */
    private record Meaning(LoginFlow flow, String error, Pattern description, String text) {}

    private static final List<Meaning> MEANINGS = List.of(
            // Salesforce works on one login with a refresh token at a time.
            meaning(
                    "invalid_grant",
                    ALREADY_BEING_PROCESSED,
                    "Another login with the same refresh token is under way: the token is good, and a later try gets through. "
                            + "If this goes on, see what else uses the token; it should be in one place only."),
            new Meaning(
                    LoginFlow.REFRESH_TOKEN,
                    "invalid_grant",
                    Pattern.compile(EXPIRED_CODE),
                    "Another login with the same refresh token is under way: the token is good, and a later try gets through. "
                            + "If this goes on, see what else uses the token; it should be in one place only."),
            meaning(
                    "invalid_grant",
                    "access/refresh token",
                    "The refresh token is dead: revoked, expired by the app's refresh token policy, replaced by a newer one, "
                            + "or pushed out, since a user may hold five grants of one app and the sixth revokes the oldest. "
                            + NEW_TOKEN + "; or set salesforce.refresh-token."),
            meaning(
                    "invalid_grant",
                    "code verifier",
                    "This code belongs to another auth url than the latest one. Run account-sync auth url again, open the "
                            + "address that it prints, and exchange the code of that one."),
            new Meaning(
                    LoginFlow.JWT,
                    "invalid_grant",
                    Pattern.compile("expired"),
                    "The assertion had expired when Salesforce read it. Set the clock of this machine: an assertion is "
                            + "good for three minutes."),
            meaning(
                    "invalid_grant",
                    EXPIRED_CODE,
                    "The code has expired: it is good for some minutes only. Run account-sync auth url again, and exchange the "
                            + "code at once."),
            meaning(
                    "invalid_grant",
                    "invalid authorization code",
                    "The code was used already, was cut short when it was copied, or belongs to another app or org. Each code "
                            + "is good once: run account-sync auth url again, and paste the whole address that the browser ends on."),
            meaning(
                    "invalid_grant",
                    "approved this consumer",
                    "The user has not approved the app. In the app's policies let permitted users be those that the "
                            + "administrator has pre-authorized, and add the profile or permission set of salesforce.username; check "
                            + "that user name, too."),
            meaning(
                    "invalid_grant",
                    "audience",
                    "Salesforce takes the assertion for one to somebody else. Set salesforce.audience to "
                            + "https://login.salesforce.com, or to https://test.salesforce.com for a sandbox."),
            meaning(
                    "invalid_grant",
                    "assertion",
                    "Salesforce cannot verify the assertion. Check that salesforce.private-key-file belongs to the certificate "
                            + "that was uploaded to the app, and that the clock of this machine is right."),
            meaning(
                    "invalid_grant",
                    "client credentials user",
                    "The app has no user to run as. In its policies enable the client credentials flow and name the "
                            + "integration user under Run As."),
            meaning(
                    "invalid_grant",
                    "not supported on this domain",
                    "This flow works at the org's own address only. Set salesforce.login-url to its My Domain, such as "
                            + "https://mydomain.my.salesforce.com."),
            meaning(
                    "invalid_grant",
                    "ip restricted|login hours|restricted hours",
                    "The user may not log in from this address or at this hour. Have the administrator relax the IP "
                            + "restrictions in the app's policies, or the user's login hours."),
            meaning(
                    "invalid_grant",
                    "authentication failure|password",
                    "Salesforce does not take this user and password. account-sync needs neither: use one of the flows that "
                            + "salesforce.flow offers."),
            meaning(
                    "invalid_grant|inactive_user",
                    "(?i)inactive|frozen|locked",
                    "The user is inactive or frozen. Ask the org's administrator to activate it, or log in as another user."),
            meaning(
                    "invalid_grant",
                    null,
                    "Salesforce no longer takes what was given as proof: expired, revoked, used already, or of another app. "
                            + NEW_TOKEN + "; or set salesforce.refresh-token."),
            meaning(
                    "invalid_client_id",
                    null,
                    "Salesforce does not know this consumer key. Check salesforce.client-id, and that salesforce.login-url is "
                            + "where the app lives (https://test.salesforce.com for a sandbox); a new app takes up to ten minutes to "
                            + "be known."),
            meaning(
                    "invalid_client",
                    null,
                    "The consumer secret is wrong or missing. Check salesforce.client-secret against the app's settings."),
            meaning(
                    "redirect_uri_mismatch",
                    null,
                    "The callback address is none of the app's. Add the address that account-sync names to the app's callback "
                            + "URLs, letter by letter, or give the app's own with --callback."),
            meaning(
                    "unsupported_grant_type",
                    null,
                    "The app does not allow this flow. Enable it in the app's OAuth settings, or choose another with "
                            + "salesforce.flow."),
            meaning(
                    "inactive_user",
                    null,
                    "The user is inactive or frozen. Ask the org's administrator to activate it, or log in as another user."),
            meaning(
                    "inactive_org",
                    null,
                    "The org is locked, closed or suspended. Ask its administrator, or Salesforce, why."),
            meaning(
                    "rate_limit_exceeded",
                    null,
                    "There were too many logins within an hour. Wait an hour before the next try, and see what else logs in as "
                            + "this user so often."),
            meaning(
                    "access_denied",
                    null,
                    "The user did not allow access, or may not use this app. Open the address again and choose Allow; if there "
                            + "is no such choice, have the administrator permit the user in the app's policies."),
            meaning(
                    "invalid_app_access|OAUTH_APP_ACCESS_DENIED|OAUTH_APP_BLOCKED|unauthorized_client",
                    null,
                    "The user may not use this app. Have the administrator permit the user's profile or permission set in the "
                            + "app's policies, or unblock the app."),
            meaning(
                    "invalid_scope",
                    null,
                    "The app does not offer the scopes that were asked for. Add api and refresh_token to the app's OAuth "
                            + "scopes."),
            meaning(
                    "unsupported_response_type",
                    null,
                    "The app does not allow the authorization code flow. Enable it in the app's OAuth settings."),
            meaning(
                    "invalid_request",
                    "code challenge|code_challenge|code verifier|code_verifier",
                    "The app requires PKCE. Use the address of account-sync auth url, which has it."),
            meaning(
                    "invalid_request",
                    null,
                    "Salesforce misses something in the request. Check that the key and secret of the app are whole, and that "
                            + "salesforce.login-url is a login address of Salesforce."),
            meaning(
                    "unsupported_token_type|invalid_token",
                    null,
                    "Salesforce does not know this token. " + Sentence.closed(NEW_TOKEN)));

    private OAuthErrors() {}

    /**
     * What happened and what to do.
     *
     * @param flow null for the exchange of a code
     * @param error the {@code error} member
     * @param description the {@code error_description}, or null
     */
    static String explain(LoginFlow flow, String error, String description) {
        return MEANINGS.stream()
                .filter(meaning -> meaning.flow() == null || meaning.flow() == flow)
                .filter(meaning -> error.matches(meaning.error()))
                .filter(meaning -> meaning.description() == null
                        || (description != null
                                && meaning.description().matcher(description).find()))
                .map(Meaning::text)
                .findFirst()
                .orElse("docs/salesforce-setup.md says how to set up the app.");
    }

    /**
     * Whether asking again later may help, so that nobody needs to act.
     *
     * @param flow null for the exchange of a code
     * @param description the {@code error_description}, or null
     */
    static boolean isPassing(LoginFlow flow, String error, String description) {
        if (error.matches("unknown_error|server_error|temporarily_unavailable|rate_limit_exceeded")) {
            return true;
        }
        String said = description == null ? "" : description.toLowerCase(Locale.ROOT);
        return error.equals("invalid_grant")
                && (said.contains(ALREADY_BEING_PROCESSED)
                        || flow == LoginFlow.REFRESH_TOKEN && said.contains(EXPIRED_CODE));
    }

    private static Meaning meaning(String error, String description, String text) {
        return new Meaning(null, error, description == null ? null : Pattern.compile(description), text);
    }
}
