package io.accountsync.salesforce;

import java.util.Map;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Salesforce refused the login for good: repeating it does not help, a person must act. The message says what happened and
 * what to do.
 */
public final class AuthorizationException extends SalesforceException {
    private static final long serialVersionUID = 1L;

    /** What each OAuth error means; descriptions differ in wording between releases, so only a part is matched. */
    private static final Map<String, String> REMEDIES = Map.of(
            "invalid_grant",
            "The refresh token is expired, revoked or already used, or belongs to another app. Get a new one and set "
                    + "salesforce.refresh-token.",
            "invalid_client_id",
            "Salesforce does not know this consumer key. Check salesforce.client-id, and that salesforce.login-url is the "
                    + "org's own (https://test.salesforce.com for a sandbox).",
            "invalid_client",
            "The consumer secret is wrong. Check salesforce.client-secret against the app's settings.",
            "inactive_user",
            "The user is inactive. Ask the org's administrator to activate it.",
            "inactive_org",
            "The org is locked, closed or suspended.",
            "rate_limit_exceeded",
            "There were too many logins. Wait an hour before the next try.",
            "unsupported_grant_type",
            "The app does not allow the refresh token flow. Tick it in the app's OAuth settings.");

    private final String error;

    /**
     * An OAuth error answer.
     *
     * @param error its {@code error} member
     * @param description its {@code error_description}, or null
     */
    public AuthorizationException(String error, String description) {
        super(
                "Salesforce refused the login: " + error + (description == null ? "" : " (" + description + ")") + ". "
                        + REMEDIES.getOrDefault(error, "See docs/salesforce-setup.md."),
                400);
        this.error = error;
    }

    /** The OAuth error, such as {@code invalid_grant}. */
    public String error() {
        return error;
    }
}
